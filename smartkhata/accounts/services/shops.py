"""Changing a shop's own details."""

import re

from smartkhata.core import countries, phones
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

# A UPI ID is name@handle (NPCI linking specification); a Paybill has 5 to 7 digits (Daraja).
UPI_ID = re.compile(r"[A-Za-z0-9._-]{2,256}@[A-Za-z][A-Za-z0-9]{1,63}")
PAYBILL = re.compile(r"[0-9]{5,7}")
TAX_ID_KINDS = {"regular": "GSTIN", "composition": "GSTIN", "vat": "KRA_PIN"}
FIELDS = (
    "name",
    "phone",
    "email",
    "address",
    "state_code",
    "registration",
    "tax_id",
    "payment_terms",
    "upi_id",
    "upi_type",
    "paybill",
    "bank_details",
    "round_totals",
)


def change_shop(business, *, by, **changes):
    """Save the given fields (of FIELDS). Country and currency never change here. Call in the shop's scope."""
    values = {field: changes[field] for field in FIELDS if field in changes}
    _check(business, {field: getattr(business, field) for field in FIELDS} | values, values)
    for field, value in values.items():
        setattr(business, field, value)
    business.save()
    record("business.changed", business, by=by, fields=sorted(values))
    return business


def _check(business, merged, values):
    """Normalise `values` in place, collecting every problem before refusing."""
    problems = {}
    checks = {"phone": _phone, "tax_id": _tax_id, "upi_id": _upi_id, "paybill": _paybill}
    for field, check in checks.items():
        if values.get(field) or field == "tax_id":
            try:
                values[field] = check(business, merged)
            except DomainError as error:
                problems[field] = error.message
    if problems:
        raise DomainError("Some answers need another look.", code="invalid", fields=problems)


def _phone(business, merged):
    return phones.normalise(merged["phone"], business.country)


def _tax_id(business, merged):
    kind = TAX_ID_KINDS.get(merged["registration"])
    if kind is None:
        return merged["tax_id"]
    if not merged["tax_id"]:
        name = kind.replace("_", " ")
        raise DomainError(f"A registered shop prints its {name} on each invoice. Enter it.", code="missing")
    return countries.get(business.country).check_tax_id(kind, merged["tax_id"])


def _upi_id(business, merged):
    if not UPI_ID.fullmatch(merged["upi_id"].strip()):
        raise DomainError("A UPI ID looks like name@bank. Copy it from your UPI app.", code="bad_upi_id")
    return merged["upi_id"].strip()


def _paybill(business, merged):
    if not PAYBILL.fullmatch(merged["paybill"].strip()):
        raise DomainError("A Paybill number has 5 to 7 digits.", code="bad_paybill")
    return merged["paybill"].strip()
