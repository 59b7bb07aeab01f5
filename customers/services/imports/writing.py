"""Examined rows -> the khata, a statement for each table: fifty thousand rows must not be fifty thousand trips.

The columns come from the model, so that a new column of Party needs no change here: what the row does not say
has the model's default.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from customers.models import ImportRow, LedgerEntry, Party
from smartkhata.core.encryption import EncryptedTextField, decrypt, encrypt
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event

ENCRYPTED = [field for field in Party._meta.concrete_fields if isinstance(field, EncryptedTextField)]
Outcome = ImportRow.Outcome
_ROWS = "FROM customers_importrow r WHERE r.business_id = %(business)s AND r.of_id = %(of)s AND r.outcome = %(outcome)s"
_SAMPLE = 3


def sealed(values):
    """`values` as they may rest in a row: what is encrypted in the khata is encrypted here, too."""
    return {**values, **{name: encrypt(values[name], place) for name, place in _hidden(values)}}


def unsealed(values):
    """The clear values again, for the report."""
    return {**values, **{name: decrypt(values[name], place) for name, place in _hidden(values)}}


def add_new(brought, *, on, by_id, at):
    """New parties with their opening entries; a party has its row's id. The numbers are drawn in one step."""
    asked = _asked(brought, Outcome.NEW)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, asked)
        asked |= {"first": cursor.fetchone()[0], "by": by_id, "at": at, "on": on}
        cursor.execute(_insert(asked), asked)
        cursor.execute(_OPENINGS, asked)
        _tell(cursor, "r.id", "party.imported", asked)


def change_known(brought, *, by_id, at):
    """Changed details of known parties; what they replace is kept for undoing."""
    rows = brought.rows.filter(outcome=Outcome.CHANGED)
    fields = sorted({key for values in rows.values_list("values", flat=True) for key in values})
    if not fields:
        return
    columns = [Party._meta.get_field(field) for field in fields]
    before = ", ".join(f"'{field.column}', p.{field.column}" for field in columns)
    changed = ", ".join(
        f"{field.column} = coalesce({_from_row(field)}, p.{field.column})" for field in columns
    )
    asked = _asked(brought, Outcome.CHANGED) | {"at": at, "by": by_id}
    mine = (
        "r.business_id = %(business)s AND r.of_id = %(of)s AND r.outcome = %(outcome)s AND p.id = r.party_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE customers_importrow r SET before = jsonb_build_object({before})"
            f" FROM customers_party p WHERE {mine}",
            asked,
        )
        cursor.execute(
            f"UPDATE customers_party p SET {changed}, updated_at = %(at)s"
            f" FROM customers_importrow r WHERE {mine}",
            asked,
        )
        _tell(cursor, "r.party_id", "party.changed", asked)


def take_back(brought, *, on, by_id, at):
    """New parties leave the book, their openings are reversed, changed details are as before; 409 in_use if
    anything was built on them since."""
    fresh = brought.rows.filter(outcome=Outcome.NEW).values("pk")
    if users := _users(fresh) | _edited(brought):
        text = f"{', '.join(sorted(users)[:_SAMPLE])} and what was written since depend on this import; it stays."
        raise DomainError(text, code="in_use", status=409)
    _restore(brought, at)
    asked = _asked(brought, Outcome.NEW) | {"by": by_id, "at": at, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_REVERSALS, asked)
        cursor.execute(_LEAVE, asked)


def _insert(asked):
    """INSERT INTO customers_party: every column from the row, or the model's default."""
    known = {
        "id": "r.id",
        "business_id": "r.business_id",
        "number": "'CUST-' || lpad(n::text, greatest(4, length(n::text)), '0')",
        "balance": "coalesce((r.values->>'opening_balance')::numeric, 0)",
        "created_at": "%(at)s",
        "updated_at": "%(at)s",
        "created_by_id": "%(by)s::uuid",
    }
    for field in Party._meta.concrete_fields:
        if field.column not in known:
            known[field.column] = f"coalesce({_from_row(field)}, {_default(field, asked)})"
    numbered = f"(SELECT r.*, %(first)s + row_number() OVER (ORDER BY r.position) AS n {_ROWS}) r"
    return (
        f"INSERT INTO customers_party ({', '.join(known)}) SELECT {', '.join(known.values())} FROM {numbered}"
    )


def _tell(cursor, party, name, asked):
    """The fact `name` for each party of the rows, for the record: nobody is told."""
    asked |= {"name": name, "event_at": asked["at"]}
    known = {
        "id": "gen_random_uuid()",
        "business_id": "r.business_id",
        "name": "%(name)s",
        "subject": f"'party:' || {party}",
        "party_id": party,
        "actor_id": "%(by)s::uuid",
        "at": "%(event_at)s",
    }
    for field in Event._meta.concrete_fields:
        if field.column not in known:
            known[field.column] = _default(field, asked)
    cursor.execute(
        f"INSERT INTO core_event ({', '.join(known)}) SELECT {', '.join(known.values())} {_ROWS}", asked
    )


def _default(field, asked):
    name = f"default_{field.column}"
    asked[name] = field.get_db_prep_save(field.get_default(), connection)
    return f"%({name})s::{_type(field)}"


def _from_row(field):
    if isinstance(field, models.JSONField):
        return f"r.values->'{field.column}'"
    if isinstance(field, ArrayField):
        items = f"ARRAY(SELECT jsonb_array_elements_text(r.values->'{field.column}'))"
        return f"CASE WHEN r.values ? '{field.column}' THEN {items} END"
    return f"(r.values->>'{field.column}')::{_type(field)}"


def _type(field):
    return field.db_type(connection).partition(" COLLATE")[0]


def _users(fresh):
    """Names of new parties that something refers to by now."""
    used = set()
    for relation in Party._meta.related_objects:
        rows = relation.related_model.objects.filter(**{f"{relation.field.name}__in": fresh})
        if relation.related_model is LedgerEntry:
            rows = rows.exclude(kind=LedgerEntry.Kind.OPENING)
        used |= set(rows.values_list(f"{relation.field.name}__name", flat=True)[:_SAMPLE])
    return used


def _edited(brought):
    """Names of parties whose imported details were changed again since."""
    rows = brought.rows.filter(outcome=Outcome.CHANGED).select_related("party")
    columns = {key for values in rows.values_list("values", flat=True) for key in values}
    stored = (
        {party.pk: party for party in Party.across.filter(pk__in=rows.values("party"))} if columns else {}
    )
    return {
        stored[row.party_id].name
        for row in rows
        if any(_as_row(stored[row.party_id], key) != value for key, value in unsealed(row.values).items())
    }


def _as_row(party, key):
    value = getattr(party, key)
    return str(value) if hasattr(value, "as_tuple") else value


def _restore(brought, at):
    rows = brought.rows.filter(outcome=Outcome.CHANGED)
    fields = sorted({key for before in rows.values_list("before", flat=True) for key in before or ()})
    if not fields:
        return
    old = ", ".join(
        f"{field.column} = {_from_row(field).replace('r.values', 'r.before')}"
        for field in (Party._meta.get_field(name) for name in fields)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE customers_party p SET {old}, updated_at = %(at)s FROM customers_importrow r"
            " WHERE r.business_id = %(business)s AND r.of_id = %(of)s AND r.outcome = %(outcome)s"
            " AND p.id = r.party_id AND r.before IS NOT NULL",
            _asked(brought, Outcome.CHANGED) | {"at": at},
        )


def _asked(brought, outcome):
    return {"business": brought.business_id, "of": brought.pk, "outcome": str(outcome)}


def _hidden(values):
    """(name, place of encryption) of what is encrypted in the khata."""
    return [(f.attname, f"{Party._meta.db_table}.{f.column}") for f in ENCRYPTED if values.get(f.attname)]


_NUMBERS = f"""
INSERT INTO core_counter (id, business_id, name, value)
SELECT gen_random_uuid(), %(business)s, 'party', count(*) {_ROWS}
ON CONFLICT (business_id, name) DO UPDATE SET value = core_counter.value + excluded.value
RETURNING value - (SELECT count(*) {_ROWS})
"""
_OPENING = "r.values->>'opening_balance' IS NOT NULL AND (r.values->>'opening_balance')::numeric <> 0"
_ENTRY = """
INSERT INTO customers_ledgerentry (id, business_id, party_id, kind, amount, "on", source, note, by_id, recorded_at)
SELECT gen_random_uuid(), r.business_id, r.id, 'opening', {amount}, %(on)s, 'party:' || r.id || '{source}', '',
  %(by)s::uuid, %(at)s
"""
_OPENINGS = (
    _ENTRY.format(amount="(r.values->>'opening_balance')::numeric", source=":opening")
    + f"{_ROWS} AND {_OPENING}"
)
_REVERSALS = (
    _ENTRY.format(amount="-(r.values->>'opening_balance')::numeric", source=":opening:undone")
    + f"{_ROWS} AND {_OPENING}"
)
_LEAVE = f"""
UPDATE customers_party p SET gone_at = %(at)s, status = 'inactive', balance = 0, updated_at = %(at)s
WHERE p.business_id = %(business)s AND p.id IN (SELECT r.id {_ROWS})
"""
