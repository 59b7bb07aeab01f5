"""Opening the link of a message."""

from contextlib import contextmanager

from customers.selectors import find_party
from invoicing.models import CreditNote, Invoice, Payment
from invoicing.selectors.quotes import find_quote
from smartkhata.core import attempts, links
from smartkhata.core.errors import not_found
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

TRIES_A_MINUTE = 30


@contextmanager
def open_link(token, *, address):
    """(business, invoice) inside the shop's scope; 404 for an unknown token, 429 for a guesser.

    A receipt's link opens the invoice that the payment settled first, a credit note's the invoice it is of.
    """
    found = links.resolve(token) if token else None
    if found is None:
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This link was not found.")
    business_id, subject = found
    with business_scope(business_id):
        invoice = _invoice(subject)
        if invoice is None:
            raise not_found("This bill was not found.")
        yield Business.objects.get(pk=business_id), invoice


@contextmanager
def open_wishes_link(token, *, address):
    """(business, party, route of the page that the link opens) behind the link of any message, inside the
    shop's scope; 404 and 429 as for a bill."""
    found = links.resolve(token) if token else None
    if found and found[1].startswith("party:"):
        with open_khata_link(token, address=address) as (business, party):
            yield business, party, "portal:shared"
    elif found and found[1].startswith("quote:"):
        with open_quote_link(token, address=address) as (business, quote):
            yield business, quote.party, "portal:offered"
    else:
        with open_link(token, address=address) as (business, invoice):
            yield business, invoice.party, "portal:link"


@contextmanager
def open_khata_link(token, *, address):
    """(business, party) of a shared statement, inside the shop's scope; 404 and 429 as for a bill."""
    found = links.resolve(token) if token else None
    if found is None or not found[1].startswith("party:"):
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This link was not found.")
    business_id, subject = found
    with business_scope(business_id):
        yield Business.objects.get(pk=business_id), find_party(subject.partition(":")[2])


@contextmanager
def open_quote_link(token, *, address):
    """(business, quote), inside the shop's scope; 404 and 429 as for a bill."""
    found = links.resolve(token) if token else None
    if found is None or not found[1].startswith("quote:"):
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This link was not found.")
    business_id, subject = found
    with business_scope(business_id):
        yield Business.objects.get(pk=business_id), find_quote(subject.partition(":")[2])


def _invoice(subject):
    kind, _, pk = subject.partition(":")
    if kind == "payment":
        payment = Payment.objects.get(pk=pk)
        part = payment.allocations.select_related("invoice__party").order_by("invoice__due_on").first()
        if part and part.invoice:
            return part.invoice
        return Invoice.objects.filter(party=payment.party_id).select_related("party").last()
    if kind == "creditnote":
        return CreditNote.objects.select_related("invoice__party").get(pk=pk).invoice
    return Invoice.objects.select_related("party").filter(pk=pk).first() if kind == "invoice" else None
