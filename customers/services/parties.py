"""Adding and changing the people of the khata."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import Party
from customers.search import fold
from customers.services.ledger import post_entry
from smartkhata.core import countries, money, phones
from smartkhata.core.clock import today
from smartkhata.core.counters import next_value
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

DETAILS = (
    "secondary_phone",
    "secondary_email",
    "address",
    "state_code",
    "business_type",
    "profile_type",
    "tax_id",
    "preferred_payment_method",
    "payment_terms",
    "credit_limit",
    "language",
    "status",
    "auto_send_invoices",
    "send_reminders",
    "ai_preferences",
    "notes",
    "tags",
)
TERMS = ("", "net_0", "net_7", "net_15", "net_30", "net_45", "net_60")
TAX_ID_KINDS = {"IN": ("GSTIN", "PAN"), "KE": ("KRA_PIN",)}


def add_party(*, name, phone="", email="", by=None, at=None, opening_balance=None, welcome=False, **details):
    """A new party of the open shop, numbered CUST-0001 on. Only the name is needed.

    `opening_balance`: what they owed before the khata began (negative: their advance). `welcome` sends the
    welcome message. 409 phone_taken (with the existing customer) when an active party has the phone.
    """
    business = _business()
    values = _checked(business, {"name": name, "phone": phone, "email": email, **_known(details)})
    with transaction.atomic():
        party = Party(number=f"CUST-{next_value('party'):04d}", created_at=at or timezone.now(), **values)
        party.created_by_id = getattr(by, "pk", None)
        _save(party)
        record("party.added", party, by=by, at=at, party=party, welcome=bool(welcome))
        if opening_balance:
            _post_opening(party, opening_balance, business, by, at)
    return party


def change_party(party, *, by, **changes):
    """Change the given fields of a party; others stay. The same checks as for a new one."""
    changes = {key: value for key, value in changes.items() if key in ("name", "phone", "email", *DETAILS)}
    values = _checked(_business(), changes)
    with transaction.atomic():
        changed = sorted(key for key, value in values.items() if getattr(party, key) != value)
        for key, value in values.items():
            setattr(party, key, value)
        _save(party)
        record("party.changed", party, by=by, party=party, fields=changed)
    return party


def deactivate_party(party, *, by):
    """Take a party out of lists and reminders; 409 open_balance while money is open."""
    if party.balance:
        text = f"{party.name} still has an open balance. Settle it first."
        raise DomainError(text, code="open_balance", status=409)
    return change_party(party, by=by, status=Party.Status.INACTIVE)


def _known(details):
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise TypeError(f"unknown details of a party: {sorted(unknown)}")
    return details


def _checked(business, values):
    """The values as they are stored; one DomainError that names every field to mend."""
    problems, clean = {}, dict(values)
    for field, check in _CHECKS.items():
        if field in clean:
            try:
                clean[field] = check(business, clean[field])
            except DomainError as error:
                problems[field] = error.message
    if problems:
        raise DomainError("Some answers need another look.", code="invalid", fields=problems)
    if "name" in clean:
        clean["name_key"] = fold(clean["name"])
    return clean


def _name(business, name):
    name = " ".join(str(name).replace("\x00", "").split())
    if not name:
        raise DomainError("Enter the customer's name.", code="missing")
    if len(name) > 160:
        raise DomainError("A name has at most 160 characters.", code="too_long")
    return name


def _phone(business, phone):
    return phones.normalise(phone, business.country) if phone else ""


def _email(business, email):
    if not email:
        return ""
    try:
        validate_email(email := str(email).strip().lower())
    except ValidationError:
        raise DomainError("Enter an e-mail address like name@shop.com.", code="bad_email") from None
    return email


def _tax_id(business, tax_id):
    if not tax_id:
        return ""
    country = countries.get(business.country)
    kinds = TAX_ID_KINDS[business.country]
    for kind in kinds[1:]:
        try:
            return country.check_tax_id(kind, tax_id)
        except DomainError:
            continue
    return country.check_tax_id(kinds[0], tax_id)


def _terms(business, terms):
    if (terms or "") not in TERMS:
        raise DomainError("Choose payment terms from the list.", code="bad_terms")
    return terms or ""


def _credit_limit(business, limit):
    return None if limit in (None, "") else money.to_amount(limit)


def _status(business, status):
    if status not in Party.Status.values:
        raise DomainError("The status is active, inactive or suspended.", code="bad_status")
    return status


_CHECKS = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "secondary_phone": _phone,
    "secondary_email": _email,
    "tax_id": _tax_id,
    "payment_terms": _terms,
    "credit_limit": _credit_limit,
    "status": _status,
}


def _save(party):
    try:
        with transaction.atomic():
            party.save()
    except IntegrityError as error:
        if "party_phone" not in str(error):
            raise
        twin = Party.objects.exclude(pk=party.pk).get(phone=party.phone, status=Party.Status.ACTIVE)
        text = f"{twin.name} ({twin.number}) already has this phone number."
        customer = {"customer_id": twin.number, "id": str(twin.pk), "name": twin.name, "phone": twin.phone}
        raise DomainError(
            text, code="phone_taken", status=409, fields={"phone": text}, extra={"customer": customer}
        ) from None


def _post_opening(party, amount, business, by, at):
    post_entry(
        party,
        kind="opening",
        amount=money.to_amount(amount),
        on=today(business, now=at),
        source=f"party:{party.pk}:opening",
        by=by,
        note="Opening balance",
        at=at,
    )


def _business():
    return Business.objects.get(pk=current_business_id())
