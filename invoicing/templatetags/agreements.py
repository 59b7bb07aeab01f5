"""What a customer said about their open invoices, for their page."""

from django import template

from invoicing.selectors import agreements

register = template.Library()


@register.simple_tag
def agreed_with(party):
    """{"promised": the newest promise of each open invoice, "disputed": the open disputes}."""
    promised, disputed = agreements.agreed_with(party)
    return {"promised": promised, "disputed": disputed}
