"""The hash of an issued document: a later change of anything that was issued shows (prove_ledger)."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

INVOICE = (
    "number",
    "pay_code",
    "title",
    "currency",
    "issued_on",
    "due_on",
    "place_of_supply",
    "reference",
    "ship_to",
    "seller",
    "buyer",
    "subtotal",
    "discount",
    "tax",
    "tax_lines",
    "tax_inclusive",
    "round_off",
    "total",
)
CREDIT_NOTE = (
    "number",
    "invoice_id",
    "title",
    "currency",
    "issued_on",
    "reason",
    "place_of_supply",
    "seller",
    "buyer",
    "subtotal",
    "discount",
    "tax",
    "tax_lines",
    "tax_inclusive",
    "round_off",
    "total",
)
QUOTE = (
    "number",
    "title",
    "currency",
    "issued_on",
    "valid_until",
    "place_of_supply",
    "reference",
    "ship_to",
    "seller",
    "buyer",
    "subtotal",
    "discount",
    "tax",
    "tax_lines",
    "tax_inclusive",
    "round_off",
    "total",
)
LINE = ("position", "description", "hsn", "quantity", "unit", "rate", "discount", "tax_rate", "amount")
# Came later: left out where they are empty, so that older seals hold.
LATER = ("tax_code", "taxable", "tax")


def seal_of(document, lines, fields=INVOICE):
    """SHA-256 of what an invoice (or, with CREDIT_NOTE or QUOTE, one of those) and its lines say."""
    content = {field: getattr(document, field) for field in fields}
    content["lines"] = [_line(line) for line in lines]
    if fields is INVOICE:
        content["party"] = str(document.issued_to or document.party_id)
    if getattr(document, "against_id", None):
        content |= {"against": str(document.against_id), "reason": document.reason}
    text = json.dumps(content, cls=_Canonical, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _line(line):
    later = {field: getattr(line, field, None) for field in LATER}
    said = {field: value for field, value in later.items() if value not in (None, "")}
    return {field: getattr(line, field) for field in LINE} | said


class _Canonical(DjangoJSONEncoder):
    """Decimals by value: 3 and 3.000 are the same quantity before and after the database."""

    def default(self, value):
        if hasattr(value, "as_tuple"):
            return f"{value.normalize():f}"
        return super().default(value)
