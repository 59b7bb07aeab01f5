"""What a customer said about their open invoices, for their page."""

from django import template

from invoicing.selectors import agreements

register = template.Library()


@register.simple_tag
def agreed_with(party):
    """{"promised": open invoices with a promise, "disputed": those with an open dispute}."""
    promised, disputed = agreements.agreed_with(party)
    return {"promised": promised, "disputed": disputed}
