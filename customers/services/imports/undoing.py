"""Taking an applied import back, while nothing depends on it."""

from django.db import connection
from django.utils.translation import gettext as _

from customers.models import Import, ImportRow, LedgerEntry, Note, Party, Tag
from customers.services.imports.findings import unsealed
from customers.services.imports.writing import BESIDE, OPENING, ROWS, asked_of, columns_in, entries, from_row
from smartkhata.core.errors import DomainError

Outcome = ImportRow.Outcome
_NAMED = 3


def take_back(brought, *, on, by_id, at):
    """New parties leave the book, their openings are reversed, changed details are as before.

    409 in_use when something was built on them since: an entry, a bill, a message, another change.
    """
    fresh = brought.rows.filter(outcome=Outcome.NEW).values("pk")
    if users := _users(fresh, brought) | _edited(brought):
        text = _("%(names)s and what was written since depend on this import; it stays.")
        raise DomainError(text % {"names": ", ".join(sorted(users)[:_NAMED])}, code="in_use", status=409)
    _restore(brought, at)
    _remove_beside(brought, fresh)
    asked = asked_of(brought, Outcome.NEW) | {"by": by_id, "at": at, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(entries(f"-{OPENING}", ":opening:undone"), asked)
        cursor.execute(_LEAVE, asked)


def _users(fresh, brought):
    """Names of new parties that something refers to by now."""
    used = set()
    for relation in Party._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        rows = model.objects.filter(**{f"{name}__in": fresh})
        if model is LedgerEntry:
            rows = rows.exclude(kind=LedgerEntry.Kind.OPENING)
        if model is ImportRow:  # to have found them the same again changes nothing
            rows = rows.filter(outcome=Outcome.CHANGED, of__state=Import.State.APPLIED)
        if model is Note:
            rows = rows.exclude(at=brought.applied_at)
        if model is not Tag:
            used |= set(rows.values_list(f"{name}__name", flat=True)[:_NAMED])
    return used


def _edited(brought):
    """Names of parties whose imported details were changed again since."""
    rows = brought.rows.filter(outcome=Outcome.CHANGED)
    stored = Party.across.in_bulk(rows.values_list("party_id", flat=True))
    return {stored[row.party_id].name for row in rows if _differs(stored[row.party_id], unsealed(row.values))}


def _differs(party, values):
    return any(_as_row(getattr(party, name)) != value for name, value in values.items() if name not in BESIDE)


def _as_row(value):
    return str(value) if hasattr(value, "as_tuple") else value


def _restore(brought, at):
    columns = columns_in(brought.rows.filter(outcome=Outcome.CHANGED).values_list("before", flat=True))
    if not columns:
        return
    old = ", ".join(f"{field.column} = {from_row(field, 'before')}" for field in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE customers_party p SET {old}, updated_at = %(at)s {ROWS}"
            " AND p.id = r.party_id AND r.before IS NOT NULL",
            asked_of(brought, Outcome.CHANGED) | {"at": at},
        )


def _remove_beside(brought, fresh):
    """Tags and notes that came with the import."""
    changed = brought.rows.filter(outcome=Outcome.CHANGED)
    Tag.objects.filter(party__in=fresh).delete()
    for row in changed.filter(values__has_key="tags"):
        Tag.objects.filter(party=row.party_id, key__in=[key for _tag, key in row.values["tags"]]).delete()
    for parties in (fresh, changed.values("party")):
        Note.objects.filter(party__in=parties, at=brought.applied_at).delete()


_LEAVE = f"""
UPDATE customers_party p SET gone_at = %(at)s, status = 'inactive', balance = 0, updated_at = %(at)s
WHERE p.business_id = %(business)s AND p.id IN (SELECT r.id {ROWS})
"""
