"""What a template holds: look, header, body, footer, languages (schema 2 of the management document)."""

import re

from django.utils.translation import gettext as _

from smartkhata.core.errors import DomainError

LOOKS = ("professional", "simple", "detailed")
LANGUAGES = ("en", "hi", "sw")
# As the document writes them, and as our templates know them.
COLUMNS = {
    "Item": "item",
    "Description": "description",
    "HSN/SAC": "hsn",
    "Quantity": "quantity",
    "Rate": "rate",
    "Discount": "discount",
    "Taxable": "taxable",
    "Tax": "tax",
    "Amount": "amount",
}
STANDARD = {
    "look": "professional",
    "colour": "",
    "second_language": "",
    "header": {"include_logo": True, "include_company_details": True, "title": "INVOICE"},
    "body": {
        "columns": ["Item", "Description", "Quantity", "Rate", "Amount"],
        "show_subtotal": True,
        "show_tax": True,
        "tax_rate": None,
        "show_discount": False,
    },
    "footer": {
        "payment_terms": "",
        "bank_details": True,
        "mpesa_details": True,
        "upi_details": True,
        "notes_section": True,
        "terms": "",
    },
}
_LENGTHS = {"title": 40, "payment_terms": 200, "terms": 2000}
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def completed(content, base=STANDARD):
    """`content` over `base`, checked: every key is there, unknown ones are refused. DomainError by field."""
    problems = {}
    whole = _merged(content, base, "", problems)
    for field, allowed in (("look", LOOKS), ("second_language", ("", *LANGUAGES))):
        if whole[field] not in allowed:
            problems[field] = _("Choose one of: %(all)s.") % {"all": ", ".join(filter(None, allowed))}
    if whole["colour"] and not _COLOUR.fullmatch(whole["colour"]):
        problems["colour"] = _("A colour looks like #0c3b30.")
    if unknown := [name for name in whole["body"]["columns"] if name not in COLUMNS]:
        text = _("There is no column %(name)s. Choose of %(all)s.")
        problems["body.columns"] = text % {"name": unknown[0], "all": ", ".join(COLUMNS)}
    if problems:
        raise DomainError("The template needs another look.", code="bad_template", fields=problems)
    return whole


def _merged(given, base, path, problems):
    whole = dict(base)
    for key, value in (given or {}).items():
        place = f"{path}{key}"
        if key not in base:
            problems[place] = _("A template has no such part.")
        elif isinstance(base[key], dict):
            whole[key] = _merged(value, base[key], f"{place}.", problems)
        else:
            whole[key] = _value(key, value, base[key], place, problems)
    return whole


def _value(key, value, standard, place, problems):
    if isinstance(standard, bool):
        return bool(value)
    if isinstance(standard, list):
        return list(value) if isinstance(value, (list, tuple)) else standard
    if key == "tax_rate":
        return _rate(value, place, problems)
    text = " ".join(str(value or "").replace("\x00", "").split(" ")).strip()
    if len(text) > _LENGTHS.get(key, 40):
        problems[place] = _("Say it in at most %(n)s letters.") % {"n": _LENGTHS.get(key, 40)}
    return text


def _rate(value, place, problems):
    if value in (None, ""):
        return None
    try:
        rate = float(value)
    except (TypeError, ValueError):
        rate = -1
    if not 0 <= rate <= 100:
        problems[place] = _("A tax rate is between 0 and 100 per cent.")
        return None
    return int(rate) if rate == int(rate) else rate
