"""What was agreed with a customer, for their page: about their open invoices, and what they were quoted."""

from django import template

from invoicing.selectors import agreements, quotes
from smartkhata.core.clock import today

register = template.Library()
QUOTES = 20


@register.simple_tag
def agreed_with(party):
    """{"promised": open invoices with a promise, "disputed": those with an open dispute}."""
    promised, disputed = agreements.agreed_with(party)
    return {"promised": promised, "disputed": disputed}


@register.simple_tag
def quoted_to(party):
    """The latest quotes, each with its `state` of today."""
    day = today(party.business)
    rows = list(quotes.quotes(day=day, party=party)[:QUOTES])
    for row in rows:
        row.state = quotes.quote_state(row, day)
    return rows
