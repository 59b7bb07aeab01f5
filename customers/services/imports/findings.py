"""What was found of each row of a file, on its way into the table of rows: one document for thousands of them."""

import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from uuid import UUID

from django.db import connection

from customers.models import Note, Party
from customers.search import fold
from smartkhata.core.encryption import EncryptedTextField, decrypt, encrypt

# The details that a party is found by, beside its name.
SEARCHED = ("phone", "secondary_phone", "email", "secondary_email", "tax_id")
# What rests encrypted in the khata, and as what: details of a party, and its note.
_ENCRYPTED = {
    field.attname: f"{Party._meta.db_table}.{field.column}"
    for field in Party._meta.concrete_fields
    if isinstance(field, EncryptedTextField)
} | {"notes": f"{Note._meta.db_table}.text"}


@dataclass(slots=True)
class Finding:
    """One row of a file, as ImportRow keeps it; `party` is the id of whom it is about."""

    position: int
    outcome: str
    label: str
    note: str = ""
    values: dict = field(default_factory=dict)
    party: UUID | None = None


def found_by(values, party=None):
    """The search keys of a party with these (clear) details; what they don't say is as `party` has it."""
    details = {name: values.get(name) or getattr(party, name, "") for name in ("name", *SEARCHED)}
    source = SimpleNamespace(**details)
    return {name: Party._meta.get_field(name).of(source) for name in Party.FOUND_BY}


def sealed(values):
    """`values` as they may rest in a row: encrypted what is so in the khata, tags with the key they are compared by."""
    rest = {name: encrypt(values[name], place) for name, place in _ENCRYPTED.items() if values.get(name)}
    if values.get("tags"):
        rest["tags"] = [[tag, fold(tag)] for tag in values["tags"]]
    return {**values, **rest} if rest else values


def unsealed(values):
    """The clear values again."""
    clear = {name: decrypt(values[name], place) for name, place in _ENCRYPTED.items() if values.get(name)}
    if values.get("tags"):
        clear["tags"] = [tag for tag, _key in values["tags"]]
    return {**values, **clear}


def keep_findings(brought, found):
    """Write the findings of a chunk as rows of the import."""
    rows = [[str(getattr(row, name) or "") for name in _TEXTS] + [row.values] for row in found]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [brought.business_id, brought.pk, json.dumps(rows, default=str)])


_TEXTS = ("position", "outcome", "label", "note", "party")
_KEEP = """
INSERT INTO customers_importrow (id, business_id, of_id, position, outcome, label, note, party_id, values)
SELECT gen_random_uuid(), %s, %s, (row->>0)::int, row->>1, left(row->>2, 200), left(row->>3, 300),
  nullif(row->>4, '')::uuid, row->5
FROM jsonb_array_elements(%s::jsonb) AS row
"""
