"""Drafts and invoices for tests, made by the real services."""

from customers.testing import a_party
from invoicing.services.drafts import start_draft
from invoicing.services.invoices import accept_draft
from invoicing.services.templates import current_version

LINE = {"description": "Web hosting", "quantity": "3", "unit": "month", "rate": "15000"}


def a_draft(by, party=None, lines=(LINE,), **content):
    """A draft of the open shop; of a new party if none is given. The shop has its template, as after sign-up."""
    current_version()
    return start_draft(party or a_party(by), lines=list(lines), by=by, **content)


def an_invoice(by, party=None, lines=(LINE,), on=None, at=None, **content):
    """An issued invoice: 3 months at 15,000 unless `lines` says otherwise."""
    return accept_draft(a_draft(by, party, lines, **content), by=by, on=on, at=at)
