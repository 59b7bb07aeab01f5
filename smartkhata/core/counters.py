"""The next number of a shop's series, without gap or double."""

import uuid

from django.db import connection

from smartkhata.core.models import Counter
from smartkhata.core.tenancy import current_business_id


def next_value(name, count=1):
    """Raise the counter `name` of the open shop by `count` and return it: the last of so many new numbers.

    The row stays locked until the surrounding transaction ends, so a number that is not used (roll-back)
    is given again. Outside a transaction that promise can't be kept: RuntimeError.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number may only be drawn inside the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [uuid.uuid4(), current_business_id(), name, count, count])
        return cursor.fetchone()[0]


_RAISE = f"""
INSERT INTO {Counter._meta.db_table} (id, business_id, name, value) VALUES (%s, %s, %s, %s)
ON CONFLICT (business_id, name) DO UPDATE SET value = {Counter._meta.db_table}.value + %s
RETURNING value
"""
