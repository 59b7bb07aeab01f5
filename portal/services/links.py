"""Opening the link of a message."""

from contextlib import contextmanager
from dataclasses import replace

from django.utils.translation import gettext_noop

from customers.selectors import find_party
from invoicing.models import CreditNote, Invoice, Payment
from invoicing.selectors.quotes import find_quote
from notifications.selectors import brought_by
from notifications.services.openings import link_opened
from notifications.services.preferences import is_stranger, wishes_of
from smartkhata.accounts.selectors import membership_in
from smartkhata.core import attempts, links
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

TRIES_A_MINUTE = 30
NO_BILL = gettext_noop("This bill was not found.")
BILLS = ("invoice", "payment", "creditnote")
# What a link may be about -> the page that it opens.
ROUTES = dict.fromkeys(BILLS, "portal:link") | {"party": "portal:shared", "quote": "portal:offered"}


class NoBill(DomainError):
    """A receipt whose reader never had a bill: its page is the khata (open_khata_link). A 404 elsewhere."""


@contextmanager
def open_link(token, *, address, look=None, user=None):
    """(business, invoice) inside the shop's scope; 404 for an unknown token, 429 for a guesser.

    A receipt's link opens the invoice that the payment settled first, else the customer's last one (NoBill where
    there is none), a credit note's the invoice it is of. With a `look` (openings.Look) the message that brought the
    link hears of it; `user` is who is signed in as one of a shop's people.
    """
    with _opened(BILLS, token, address, look, user) as (business, kind, pk, message, _shut):
        invoice = _invoice(kind, pk)
        _refuse_stranger(invoice.party, message)
        yield business, invoice


@contextmanager
def open_wishes_link(token, *, address, look=None, user=None):
    """(business, party, message that brought the link or None, route of the page that it opens) behind the link of
    any message, inside the shop's scope; 404 and 429 as for a bill. What was shut still tells that it is, and opens no
    page: its route is empty."""
    with _opened(ROUTES, token, address, look, user, even_shut=True) as (
        business,
        kind,
        pk,
        message,
        is_shut,
    ):
        yield business, _party(kind, pk), message, "" if is_shut else _route(kind, pk)


@contextmanager
def open_khata_link(token, *, address, look=None, user=None):
    """(business, party) of a shared statement or of a receipt, inside the shop's scope; 404 and 429 as for a bill."""
    with _opened(("party", "payment"), token, address, look, user) as (business, kind, pk, message, _shut):
        party = _party(kind, pk)
        _refuse_stranger(party, message)
        yield business, party


@contextmanager
def open_quote_link(token, *, address, look=None, user=None):
    """(business, quote), inside the shop's scope; 404 and 429 as for a bill."""
    with _opened(("quote",), token, address, look, user) as (business, _kind, pk, message, _shut):
        quote = find_quote(pk)
        _refuse_stranger(quote.party, message)
        yield business, quote


@contextmanager
def _opened(kinds, token, address, look, user, even_shut=False):
    found = links.resolve(token, even_shut=even_shut) if token else None
    kind, _, pk = found.subject.partition(":") if found else ("", "", "")
    if kind not in kinds:
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise not_found("This link was not found.")
    if look and user and membership_in(user, id=found.business_id):
        look = replace(look, by_shop=True)
    with business_scope(found.business_id):
        if look and found.carrier:
            link_opened(found.carrier, look)
        business = Business.objects.get(pk=found.business_id)
        yield business, kind, pk, brought_by(found.carrier), found.is_shut


def _refuse_stranger(party, message):
    """Whose messages somebody else got: links that came by their way open nothing but the page of wishes."""
    if is_stranger(wishes_of(party), message.channel if message else ""):
        raise not_found("This link was not found.")


def _invoice(kind, pk):
    if kind == "creditnote":
        return CreditNote.objects.select_related("invoice__party").get(pk=pk).invoice
    bills = Invoice.objects.select_related("party")
    found = bills.filter(pk=pk).first() if kind == "invoice" else _settled(pk)
    if found is None:
        raise (NoBill if kind == "payment" else DomainError)(NO_BILL, code="not_found", status=404)
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
    if kind == "payment":
        return Payment.objects.select_related("party").get(pk=pk).party
    return find_quote(pk).party if kind == "quote" else _invoice(kind, pk).party


def _route(kind, pk):
    return ROUTES["party"] if kind == "payment" and _settled(pk) is None else ROUTES[kind]
