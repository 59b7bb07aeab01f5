"""Changing a shop's own details."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from smartkhata.core import countries, files, money, phones
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

# A UPI ID is name@handle (NPCI linking specification); a Paybill has 5 to 7 digits (Daraja).
UPI_ID = re.compile(r"[A-Za-z0-9._-]{2,256}@[A-Za-z][A-Za-z0-9]{1,63}")
# A small difference is small change, not a debt.
MOST_LET_GO = 100
PAYBILL = re.compile(r"[0-9]{5,7}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
PICTURE_PIXELS, HOUSE_COLOUR = 600, "#0c3b30"
TAX_ID_KINDS = {"regular": "GSTIN", "composition": "GSTIN", "services": "GSTIN", "vat": "KRA_PIN"}
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
    "write_off_limit",
    "over_limit",
    "colour",
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


def save_settings(business, *, by, pictures=None, **changes):
    """The settings page in one transaction: the shop's details and its `pictures`, {what: upload, None removes}."""
    with transaction.atomic():
        for what, upload in (pictures or {}).items():
            change_picture(business, what, upload, by=by)
        return change_shop(business, by=by, **changes)


def change_picture(business, what, upload, *, by):
    """Keep `upload` as the shop's "logo" or "signature" (PNG), or none with None. Call in the shop's scope."""
    subject, field = f"{what}:{business.pk}", f"{what}_id"
    files.remove_files(subject)
    kept = upload and files.keep_picture(
        upload, subject=subject, by=by, longest=PICTURE_PIXELS, transparent=True
    )
    setattr(business, field, kept.pk if kept else None)
    business.save(update_fields=[field])
    record("business.changed", business, by=by, fields=[what])
    return business


def _check(business, merged, values):
    """Normalise `values` in place, collecting every problem before refusing."""
    problems = {}
    checks = {
        "phone": _phone,
        "tax_id": _tax_id,
        "upi_id": _upi_id,
        "paybill": _paybill,
        "colour": _colour,
        "write_off_limit": _tolerance,
    }
    for field, check in checks.items():
        if values.get(field) not in (None, "") or field == "tax_id":
            try:
                values[field] = check(business, merged)
            except DomainError as error:
                problems[field] = error.message
    if problems:
        raise DomainError("Some answers need another look.", code="invalid", fields=problems)


def _phone(business, merged):
    return phones.normalise(merged["phone"], business.country)


def _tolerance(business, merged):
    limit = money.to_amount(merged["write_off_limit"])
    if not 0 <= limit <= MOST_LET_GO:
        raise DomainError(_("Enter an amount from 0 to %(most)s.") % {"most": MOST_LET_GO}, code="bad_amount")
    return limit


def _tax_id(business, merged):
    kind = TAX_ID_KINDS.get(merged["registration"])
    if kind is None:
        return merged["tax_id"]
    if not merged["tax_id"]:
        text = _("A registered shop prints its %(name)s on each invoice. Enter it.")
        raise DomainError(text % {"name": kind.upper().replace("_", " ")}, code="missing")
    return countries.get(business.country).check_tax_id(kind, merged["tax_id"])


def _upi_id(business, merged):
    if not UPI_ID.fullmatch(merged["upi_id"].strip()):
        raise DomainError("A UPI ID looks like name@bank. Copy it from your UPI app.", code="bad_upi_id")
    return merged["upi_id"].strip()


def _paybill(business, merged):
    if not PAYBILL.fullmatch(merged["paybill"].strip()):
        raise DomainError("A Paybill number has 5 to 7 digits.", code="bad_paybill")
    return merged["paybill"].strip()


def _colour(business, merged):
    """White words stand on it, so it must be dark: WCAG's contrast of 4.5 to 1."""
    colour = merged["colour"].strip().lower()
    if not COLOUR.fullmatch(colour):
        raise DomainError("A colour looks like #0c3b30.", code="bad_colour")
    if 1.05 / (_luminance(colour) + 0.05) < 4.5:
        raise DomainError("This colour is too light for white text. Choose a darker one.", code="bad_colour")
    return colour


def _luminance(colour):
    """Relative luminance of sRGB (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
