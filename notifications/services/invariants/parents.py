"""I13: whatever a row points to is there, in the same shop. The database's own keys say so too; this asks the rows,
after a restore or after somebody worked with the keys switched off."""

from django.apps import apps
from django.db import connection

from notifications.services.invariants.broken import Broken
from smartkhata.core.tenancy import TenantModel, current_business_id

# Where one key is broken, a thousand may be; the first ones name it.
SHOWN = 5


def without_parents(at):
    """Rows whose other row is not in the shop: one statement, an anti-join a key."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(parts=" UNION ALL ".join(_parts())), {"business": current_business_id()})
        found = cursor.fetchall()
    for place, pk in found:
        yield Broken("I13", f"{place}:{pk}", "points to what is not there")


def tenant_keys():
    """(table, column, table it points to) of each key from a shop's row to another one of the shop."""
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            for field in model._meta.concrete_fields:
                if field.is_relation and issubclass(field.related_model, TenantModel):
                    yield model._meta.db_table, field.column, field.related_model._meta.db_table


_SQL = "SELECT place, id FROM ({parts}) AS found"


def _parts():
    for table, column, parent in tenant_keys():
        yield (
            f"(SELECT '{table}.{column}' AS place, c.id FROM {table} c"
            f" LEFT JOIN {parent} p ON p.business_id = c.business_id AND p.id = c.{column}"
            f" WHERE c.business_id = %(business)s AND c.{column} IS NOT NULL AND p.id IS NULL LIMIT {SHOWN})"
        )
