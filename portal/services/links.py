"""Opening the link of a message."""

from contextlib import contextmanager
from dataclasses import replace

from customers.selectors import find_party
from invoicing.models import CreditNote, Invoice, Payment
from invoicing.selectors.quotes import find_quote
from notifications.services.openings import link_opened
from notifications.services.preferences import is_stranger, wishes_of
from smartkhata.accounts.selectors import membership_in
from smartkhata.core import attempts, links
from smartkhata.core.errors import not_found
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

TRIES_A_MINUTE = 30
BILLS = ("invoice", "payment", "creditnote")
# What a link may be about -> the page that it opens.
ROUTES = dict.fromkeys(BILLS, "portal:link") | {"party": "portal:shared", "quote": "portal:offered"}


@contextmanager
def open_link(token, *, address, look=None, user=None):
    """(business, invoice) inside the shop's scope; 404 for an unknown token, 429 for a guesser.

    A receipt's link opens the invoice that the payment settled first, a credit note's the invoice it is of. With a
    `look` (openings.Look) the message that brought the link hears of it; `user` is who is signed in as one of a
    shop's people.
    """
    with _opened(BILLS, token, address, look, user) as (business, kind, pk):
        invoice = _invoice(kind, pk)
        _refuse_stranger(invoice.party)
        yield business, invoice


@contextmanager
def open_wishes_link(token, *, address, look=None, user=None):
    """(business, party, route of the page that the link opens) behind the link of any message, inside the
    shop's scope; 404 and 429 as for a bill."""
    with _opened(ROUTES, token, address, look, user) as (business, kind, pk):
        yield business, _party(kind, pk), ROUTES[kind]


@contextmanager
def open_khata_link(token, *, address, look=None, user=None):
    """(business, party) of a shared statement, inside the shop's scope; 404 and 429 as for a bill."""
    with _opened(("party",), token, address, look, user) as (business, _kind, pk):
        party = find_party(pk)
        _refuse_stranger(party)
        yield business, party


@contextmanager
def open_quote_link(token, *, address, look=None, user=None):
    """(business, quote), inside the shop's scope; 404 and 429 as for a bill."""
    with _opened(("quote",), token, address, look, user) as (business, _kind, pk):
        quote = find_quote(pk)
        _refuse_stranger(quote.party)
        yield business, quote


@contextmanager
def _opened(kinds, token, address, look, user):
    found = links.resolve(token) if token else None
    kind, _, pk = found.subject.partition(":") if found else ("", "", "")
    if kind not in kinds:
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This link was not found.")
    if look and user and membership_in(user, id=found.business_id):
        look = replace(look, by_shop=True)
    with business_scope(found.business_id):
        if look and found.carrier:
            link_opened(found.carrier, look)
        yield Business.objects.get(pk=found.business_id), kind, pk


def _refuse_stranger(party):
    """Whose messages somebody else got: their links open nothing but the page of wishes."""
    if is_stranger(wishes_of(party)):
        raise not_found("This link was not found.")


def _invoice(kind, pk):
    if kind == "creditnote":
        return CreditNote.objects.select_related("invoice__party").get(pk=pk).invoice
    bills = Invoice.objects.select_related("party")
    found = bills.filter(pk=pk).first() if kind == "invoice" else _settled(pk)
    if found is None:
        raise not_found("This bill was not found.")
    return found


def _settled(pk):
    payment = Payment.objects.get(pk=pk)
    part = payment.allocations.select_related("invoice__party").order_by("invoice__due_on").first()
    if part and part.invoice:
        return part.invoice
    return Invoice.objects.filter(party=payment.party_id).select_related("party").last()


def _party(kind, pk):
    if kind == "party":
        return find_party(pk)
    return find_quote(pk).party if kind == "quote" else _invoice(kind, pk).party
