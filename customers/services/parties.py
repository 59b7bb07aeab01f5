"""Adding and changing the people of the khata."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.checking import checked
from customers.services.contacts import save_party
from customers.services.ledger import post_entry
from customers.services.notes import pin_text
from customers.services.tags import write_tags
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
    welcome message. 409 phone_taken or email_taken (with the existing customer) when an active party has it.
    """
    business = _business()
    asked = {"name": name, "phone": phone, "email": email, "opening_balance": opening_balance}
    values = checked(business.country, {"state_code": "", **asked, **details})
    opening, rows = values.pop("opening_balance"), _rows_of(values)
    with transaction.atomic():
        party = Party(number=f"CUST-{next_value('party'):04d}", created_at=at or timezone.now(), **values)
        party.created_by_id = getattr(by, "pk", None)
        save_party(party)
        _write_rows(party, rows, by)
        record("party.added", party, by=by, at=at, party=party, welcome=bool(welcome))
        if opening:
            _post_opening(party, opening, business, by, at)
    return party


def change_party(party, *, by, **changes):
    """Change the given fields of a party, checked as for a new one; returns it as it now stands.

    A change of `status` may bring its `status_reason`. 409 phone_taken or email_taken as for a new one; 409
    open_balance for ``status="inactive"`` while money is open.
    """
    values = checked(_business().country, changes)
    rows = _rows_of(values)
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=party.pk)
        _note_status(party, values)
        before = {field: getattr(party, field) for field in values}
        changed = sorted(field for field, value in values.items() if before[field] != value)
        if changed:
            if "phone" in changed:
                # What was proven of the old number is not known of the new one.
                values |= {"phone_verified_at": None, "registered_at": None}
                changed += ["phone_verified_at", "registered_at"]
            for field in changed:
                setattr(party, field, values[field])
            # Only these columns: the cached figures belong to the ledger.
            save_party(party, update_fields=[*changed, *Party.FOUND_BY, "updated_at"])
        fields = [field for field in changed if field not in _BESIDE] + _write_rows(party, rows, by)
        if fields:
            told = {field: [before[field], values[field]] for field in fields if field in _TELLABLE}
            record("party.changed", party, by=by, party=party, fields=sorted(fields), changes=told)
    return party


def deactivate_party(party, *, by):
    """Take a party out of lists and reminders; 409 open_balance while money is open."""
    return change_party(party, by=by, status=Party.Status.INACTIVE)


# What rests in rows of its own.
_ROWS = ("tags", "notes")
# What changes along with another field.
_BESIDE = (*_DERIVED, "status_changed_at", "allowed_until")
# What an event may tell with its old and new value: nothing personal.
_TELLABLE = (
    "status",
    "payment_terms",
    "credit_limit",
    "preferred_payment_method",
    "language",
    "send_reminders",
)


def _rows_of(values):
    return {field: values.pop(field) for field in _ROWS if field in values}


def _write_rows(party, rows, by):
    """Tags and the pinned note; the names of what changed beside the note, which is a fact of its own."""
    if "notes" in rows:
        pin_text(party, rows["notes"], by=by)
    return ["tags"] if "tags" in rows and write_tags(party, rows["tags"]) else []


def _note_status(party, values):
    """What goes with a new status: its reason, its moment, and the end of any exception."""
    status = values.get("status", party.status)
    if status == party.status:
        return
    if status == Party.Status.INACTIVE and party.balance:
        text = _("%(name)s still has an open balance. Settle it first.") % {"name": party.name}
        raise DomainError(text, code="open_balance", status=409, fields={"status": text})
    values |= {"status_changed_at": timezone.now(), "allowed_until": None}
    values.setdefault("status_reason", "")


def _post_opening(party, amount, business, by, at):
    day, source = today(business, now=at), f"party:{party.pk}:opening"
    post_entry(party, kind="opening", amount=amount, on=day, source=source, by=by, at=at)


def _business():
    return Business.objects.get(pk=current_business_id())
