"""Adding and changing the people of the khata."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import Party
from customers.services.checking import checked
from customers.services.ledger import post_entry
from smartkhata.core.clock import today
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

# Columns that follow from another one and are no news.
_DERIVED = {"name_key", "phone_verified_at", "registered_at"}


def add_party(*, name, phone="", email="", by=None, at=None, opening_balance=None, welcome=False, **details):
    """A new party of the open shop, numbered CUST-0001 on. Only the name is needed; `details`: checking.py.

    `opening_balance`: what they owed before the khata began (negative: their advance). `welcome` sends the
    welcome message. 409 phone_taken (with the existing customer) when an active party has the phone.
    """
    business = _business()
    asked = {"name": name, "phone": phone, "email": email, "opening_balance": opening_balance}
    values = checked(business.country, {"state_code": "", **asked, **details})
    opening = values.pop("opening_balance")
    with transaction.atomic():
        party = Party(number=f"CUST-{next_value('party'):04d}", created_at=at or timezone.now(), **values)
        party.created_by_id = getattr(by, "pk", None)
        _save(party)
        record("party.added", party, by=by, at=at, party=party, welcome=bool(welcome))
        if opening:
            _post_opening(party, opening, business, by, at)
    return party


def change_party(party, *, by, **changes):
    """Change the given fields of a party, checked as for a new one; returns it as it now stands.

    409 phone_taken as for a new one; 409 open_balance for ``status="inactive"`` while money is open.
    """
    values = checked(_business().country, changes)
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=party.pk)
        _may_become(party, values.get("status"))
        changed = sorted(field for field, value in values.items() if getattr(party, field) != value)
        if changed:
            if "phone" in changed:
                # What was proven of the old number is not known of the new one.
                values |= {"phone_verified_at": None, "registered_at": None}
                changed += ["phone_verified_at", "registered_at"]
            for field in changed:
                setattr(party, field, values[field])
            # Only these columns: the cached figures belong to the ledger.
            _save(party, update_fields=[*changed, *Party.FOUND_BY, "updated_at"])
            fields = [field for field in changed if field not in _DERIVED]
            record("party.changed", party, by=by, party=party, fields=fields)
    return party


def deactivate_party(party, *, by):
    """Take a party out of lists and reminders; 409 open_balance while money is open."""
    return change_party(party, by=by, status=Party.Status.INACTIVE)


def _may_become(party, status):
    if status == Party.Status.INACTIVE and party.balance:
        text = f"{party.name} still has an open balance. Settle it first."
        raise DomainError(text, code="open_balance", status=409, fields={"status": text})


def _save(party, **options):
    try:
        with transaction.atomic():
            party.save(**options)
    except IntegrityError as error:
        if "party_phone" not in str(error):
            raise
        raise _phone_taken(party) from None


def _phone_taken(party):
    twin = Party.objects.exclude(pk=party.pk).get(phone=party.phone, status=Party.Status.ACTIVE)
    text = f"{twin.name} ({twin.number}) already has this phone number."
    customer = {"customer_id": twin.number, "id": str(twin.pk), "name": twin.name, "phone": twin.phone}
    extra = {"customer": customer}
    return DomainError(text, code="phone_taken", status=409, fields={"phone": text}, extra=extra)


def _post_opening(party, amount, business, by, at):
    day, source = today(business, now=at), f"party:{party.pk}:opening"
    post_entry(party, kind="opening", amount=amount, on=day, source=source, by=by, at=at)


def _business():
    return Business.objects.get(pk=current_business_id())
