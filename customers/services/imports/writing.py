"""Examined rows -> the khata, a statement for each table: fifty thousand rows must not be fifty thousand trips.

The columns come from the models, so that a new column needs no change here: what a row does not say has the
model's default.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from customers.models import ImportRow, Note, Party, Tag
from smartkhata.core.models import Event

Outcome = ImportRow.Outcome
ROWS = "FROM customers_importrow r WHERE r.business_id = %(business)s AND r.of_id = %(of)s AND r.outcome = %(outcome)s"
# Rows of their own, beside the party's columns.
BESIDE = {"tags", "notes", "opening_balance"}
OPENING = "coalesce((r.values->>'opening_balance')::numeric, 0)"


def add_new(brought, *, on, by_id, at):
    """New parties with tags, note and opening entry; a party has its row's id. The numbers are drawn in one step."""
    asked = asked_of(brought, Outcome.NEW) | {"by": by_id, "at": at, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, asked)
        asked["first"] = cursor.fetchone()[0]
        cursor.execute(_parties(asked), asked)
        cursor.execute(entries(OPENING, ":opening"), asked)
        _add_beside(cursor, "r.id", asked)
        _tell(cursor, "r.id", "party.imported", asked)


def change_known(brought, *, by_id, at):
    """Changed details of known parties; what they replace is kept for undoing."""
    asked = asked_of(brought, Outcome.CHANGED) | {"by": by_id, "at": at}
    columns = columns_in(brought.rows.filter(outcome=Outcome.CHANGED).values_list("values", flat=True))
    with connection.cursor() as cursor:
        if columns:
            before = ", ".join(f"'{field.column}', p.{field.column}" for field in columns)
            changed = ", ".join(
                f"{field.column} = coalesce({from_row(field)}, p.{field.column})" for field in columns
            )
            cursor.execute(
                f"UPDATE customers_importrow r SET before = jsonb_build_object({before}) {_OF_PARTY}", asked
            )
            cursor.execute(f"UPDATE customers_party p SET {changed}, updated_at = %(at)s {_OF_ROW}", asked)
        _add_beside(cursor, "r.party_id", asked)
        _tell(cursor, "r.party_id", "party.changed", asked)


def columns_in(documents):
    """The columns of Party that stand in JSON documents."""
    names = sorted({name for document in documents for name in document or ()} - BESIDE)
    return [Party._meta.get_field(name) for name in names]


def from_row(field, document="values"):
    """The SQL of a field's value in a row's JSON document; NULL when it is not said there."""
    if isinstance(field, models.JSONField):
        return f"r.{document}->'{field.column}'"
    if isinstance(field, ArrayField):
        items = f"ARRAY(SELECT jsonb_array_elements_text(r.{document}->'{field.column}'))"
        return f"CASE WHEN r.{document} ? '{field.column}' THEN {items} END"
    return f"(r.{document}->>'{field.column}')::{_type(field)}"


def entries(amount, source):
    """INSERT of an entry of kind opening for each row with an opening."""
    return f"""
    INSERT INTO customers_ledgerentry
      (id, business_id, party_id, kind, amount, "on", source, note, by_id, recorded_at)
    SELECT gen_random_uuid(), r.business_id, r.id, 'opening', {amount}, %(on)s, 'party:' || r.id || '{source}', '',
      %(by)s::uuid, %(at)s
    {ROWS} AND {OPENING} <> 0
    """


def asked_of(brought, outcome):
    return {"business": brought.business_id, "of": brought.pk, "outcome": str(outcome)}


def _parties(asked):
    known = {
        "id": "r.id",
        "number": "'CUST-' || lpad(n::text, greatest(4, length(n::text)), '0')",
        "balance": OPENING,
        "created_at": "%(at)s",
        "updated_at": "%(at)s",
        "created_by_id": "%(by)s::uuid",
    }
    for field in Party._meta.concrete_fields:
        if field.column not in known and field.column != "business_id":
            known[field.column] = f"coalesce({from_row(field)}, {_default(field, asked)})"
    numbered = f"(SELECT r.*, %(first)s + row_number() OVER (ORDER BY r.position) AS n {ROWS}) r"
    return _insert(Party, known, f"FROM {numbered}", asked)


def _add_beside(cursor, party, asked):
    tag = {"party_id": party, "name": "t.tag->>0", "key": "t.tag->>1", "position": "100 + t.n"}
    tags = ", jsonb_array_elements(r.values->'tags') WITH ORDINALITY AS t(tag, n)"
    from_tags = ROWS.replace(" WHERE ", f"{tags} WHERE ")
    cursor.execute(_insert(Tag, tag, from_tags, asked) + " ON CONFLICT DO NOTHING", asked)
    note = {
        "party_id": party,
        "text": "r.values->>'notes'",
        "pinned": "true",
        "by_id": "%(by)s::uuid",
        "at": "%(at)s",
    }
    cursor.execute(_insert(Note, note, f"{ROWS} AND r.values->>'notes' <> ''", asked), asked)


def _tell(cursor, party, name, asked):
    """The fact `name` for each party, for the record: nobody is told."""
    asked["name"] = name
    known = {"name": "%(name)s", "subject": f"'party:' || {party}", "party_id": party, "at": "%(at)s"}
    cursor.execute(_insert(Event, {**known, "actor_id": "%(by)s::uuid"}, ROWS, asked), asked)


def _insert(model, known, source, asked):
    """INSERT INTO the model's table SELECT `known` (column -> SQL), every other column as the model's default."""
    columns = {"id": "gen_random_uuid()", "business_id": "r.business_id", **known}
    for field in model._meta.concrete_fields:
        columns.setdefault(field.column, _default(field, asked) if field.column not in columns else None)
    return f"INSERT INTO {model._meta.db_table} ({_named(columns)}) SELECT {', '.join(columns.values())} {source}"


def _named(columns):
    return ", ".join(f'"{column}"' for column in columns)


def _default(field, asked):
    name = f"default_{field.model._meta.model_name}_{field.column}"
    asked[name] = field.get_db_prep_save(field.get_default(), connection)
    return f"%({name})s::{_type(field)}"


def _type(field):
    return field.db_type(connection).partition(" COLLATE")[0]


_MINE = "r.business_id = %(business)s AND r.of_id = %(of)s AND r.outcome = %(outcome)s AND p.id = r.party_id"
_OF_PARTY = f"FROM customers_party p WHERE {_MINE}"
_OF_ROW = f"FROM customers_importrow r WHERE {_MINE}"
_NUMBERS = f"""
INSERT INTO core_counter (id, business_id, name, value)
SELECT gen_random_uuid(), %(business)s, 'party', count(*) {ROWS}
ON CONFLICT (business_id, name) DO UPDATE SET value = core_counter.value + excluded.value
RETURNING value - (SELECT count(*) {ROWS})
"""
