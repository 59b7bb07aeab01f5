"""One row of somebody's old book -> the details of a party."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.addresses import PARTS
from customers.services.checking import TERMS, checked
from smartkhata.core import countries, money
from smartkhata.core.errors import DomainError

# A slip in one of these must not keep a customer out: it is left out, and the report says so.
SOFT = {
    "email": gettext_noop("E-mail left out: %(why)s"),
    "secondary_email": gettext_noop("Second e-mail left out: %(why)s"),
    "secondary_phone": gettext_noop("Second phone left out: %(why)s"),
    "tax_id": gettext_noop("Tax number left out: %(why)s"),
    "credit_limit": gettext_noop("Credit limit left out: %(why)s"),
    "tags": gettext_noop("Tags left out: %(why)s"),
}
_PLAIN = ("email", "secondary_email", "secondary_phone", "tax_id", "credit_limit", "notes")
_SEVERAL = re.compile(r":::|[,;/|\n]|\bor\b")
_LIST = re.compile(r":::|[,;|\n]")
_SIDE = re.compile(r"^(.*?)\s*\b(dr|cr|debit|credit)\b\.?$", re.IGNORECASE | re.DOTALL)
_CREDIT = ("cr", "credit", "payable", "give", "topay", "advance")


def clean(record, country):
    """({detail: as stored}, note) of a row; DomainError with a message for each detail that is in the way.

    `opening_balance` is positive when they owe us, whatever columns the book has for it.
    """
    place, values = countries.get(country), _read(record)
    _state(record, values, place)
    notes = _terms(record, values)
    try:
        return checked(country, values), _told(notes)
    except DomainError as error:
        soft = {field: text for field, text in error.fields.items() if field in SOFT}
        if not soft or len(soft) < len(error.fields):
            raise
    kept = {field: value for field, value in values.items() if field not in soft}
    notes += [_(SOFT[field]) % {"why": text} for field, text in soft.items()]
    return checked(country, kept), _told(notes)


def opening_of(record):
    """What the book says they owe, positive, or what we owe them, negative; None when it says nothing."""
    gets, gives = _amount(record.get("receivable")), _amount(record.get("payable"))
    if gets is not None or gives is not None:
        return (gets or Decimal(0)) - (gives or Decimal(0))
    text = record.get("opening_balance") or ""
    if found := _SIDE.match(text):
        amount, side = _amount(found[1]), found[2]
    else:
        amount, side = _amount(text), record.get("balance_side") or ""
    if amount is None:
        return None
    side = "".join(side.casefold().split())
    return -abs(amount) if side.startswith(_CREDIT) or "give" in side else amount


def _read(record):
    name = record.get("name") or f"{record.get('first_name', '')} {record.get('last_name', '')}".strip()
    phones = [part.strip() for part in _SEVERAL.split(record.get("phone") or "") if part.strip()]
    values = {"name": name or record.get("company") or "", "phone": phones[0] if phones else ""}
    values |= {field: record[field] for field in _PLAIN if record.get(field)}
    if len(phones) > 1:
        values.setdefault("secondary_phone", phones[1])
    if record.get("company") and name:
        values["business_type"] = record["company"][:60]
    if tags := [part.strip() for part in _LIST.split(record.get("tags") or "") if _is_tag(part)]:
        values["tags"] = tags
    if address := {part: record[part] for part in PARTS if record.get(part)}:
        values["address"] = address
    if opening := opening_of(record):
        values["opening_balance"] = opening
    return values


def _is_tag(text):
    """Google's own groups begin with a star and say nothing."""
    return text.strip() and not text.strip().startswith("*")


def _amount(text):
    text = (text or "").strip()
    if not text or text in ("-", "–"):
        return None
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    try:
        return money.to_amount(text)
    except DomainError as error:
        problem = _("“%(text)s” is no amount. Write it like 1500 or 1,500.50.") % {"text": text[:30]}
        raise DomainError(problem, code="invalid", fields={"opening_balance": problem}) from error


def _terms(record, values):
    if not (text := record.get("payment_terms")):
        return []
    days = re.search(r"\d+", text)
    terms = f"net_{int(days[0])}" if days else "net_0" if "receipt" in text.lower() else ""
    if terms in TERMS:
        values["payment_terms"] = terms
        return []
    said = _("Payment terms “%(text)s” left out: choose %(all)s days.")
    return [said % {"text": text[:20], "all": ", ".join(term[4:] for term in TERMS)}]


def _state(record, values, place):
    """A state by its name or code; what is no state of the country stays in the address."""
    text = (record.get("state") or "").strip()
    named = {name.casefold(): code for code, name in place.states.items()}
    code = named.get(text.casefold()) or (text[:2] if text[:2] in place.states else "")
    # Empty, the tax number may tell it.
    values["state_code"] = code


def _told(notes):
    return " ".join(notes)[:300]
