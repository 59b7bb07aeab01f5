"""Invoices that carry only a name and a phone, grouped by the person they seem to be of."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from customers.models import ZERO, Party
from customers.namesakes import first_name, same_first_name
from customers.search import fold
from invoicing.models import Invoice


@dataclass
class Stranger:
    """One person of walk-in bills. `customer` is the party they already are; `clash` is the party that has their
    phone under another first name, so that somebody has to say who is who."""

    key: str
    name: str
    phone: str
    invoices: list = field(default_factory=list)
    customer: Party | None = None
    clash: Party | None = None

    @property
    def total(self) -> Decimal:
        return sum((invoice.total for invoice in self.invoices), ZERO)

    @property
    def due(self) -> Decimal:
        return sum((invoice.balance_due for invoice in self.invoices), ZERO)

    @property
    def last_on(self) -> date:
        return self.invoices[-1].issued_on


def untagged():
    """Walk-in invoices that wait for their customer, the oldest first."""
    rows = Invoice.objects.filter(party__is_walk_in=True).exclude(status=Invoice.Status.VOID)
    return rows.order_by("issued_on", "number")


def untagged_of(*, phone, name):
    """The waiting invoices of one phone, as far as they carry no other first name."""
    return [row for row in untagged().filter(buyer__phone=phone) if _fits(row.buyer["name"], name)]


def strangers():
    """Who the waiting invoices seem to be of: one phone and first name is one person; without a phone, one name."""
    found = {}
    for invoice in untagged():
        name, phone = invoice.buyer["name"], invoice.buyer.get("phone", "")
        key = f"{phone}|{first_name(name) if phone else fold(name)}"
        stranger = found.setdefault(key, Stranger(key, name, phone))
        stranger.name = name
        stranger.invoices.append(invoice)
    _recognise(found.values())
    return sorted(found.values(), key=lambda stranger: -stranger.due)


def _fits(written, name):
    return not written or same_first_name(written, name)


def _recognise(people):
    """Two queries for all of them."""
    phones = {person.phone for person in people if person.phone}
    names = {fold(person.name) for person in people if not person.phone}
    known = Party.objects.exclude(status=Party.Status.INACTIVE).filter(is_walk_in=False)
    by_phone = {party.phone: party for party in known.filter(phone__in=phones)}
    by_name = {party.name_key: party for party in known.filter(name_key__in=names)}
    for person in people:
        if not person.phone:
            person.customer = by_name.get(fold(person.name))
        elif party := by_phone.get(person.phone):
            fits = same_first_name(party.name, person.name)
            person.customer, person.clash = (party, None) if fits else (None, party)
