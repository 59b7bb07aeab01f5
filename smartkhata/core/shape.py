"""Rows read by SQL that is written once.

For the reads that every request makes: to build a queryset costs several times such a read by key.
"""

from django.db import connection


class Shape:
    """The columns of `model`, all or `only` some, as SQL and back as an instance (the others are deferred)."""

    def __init__(self, model, only=()):
        self.model = model
        self._fields = [field for field in model._meta.concrete_fields if not only or field.column in only]
        self._names = [field.attname for field in self._fields]
        # What the database holds in another form: encrypted text, JSON.
        self._read = [
            (at, f.from_db_value) for at, f in enumerate(self._fields) if hasattr(f, "from_db_value")
        ]

    def columns(self, alias):
        return ", ".join(f'{alias}."{field.column}"' for field in self._fields)

    def instance(self, values):
        """`values` begin with these columns; what follows is somebody else's."""
        values = list(values[: len(self._fields)])
        for at, read in self._read:
            values[at] = read(values[at], None, connection)
        return self.model.from_db(connection.alias, self._names, values)

    def __len__(self):
        return len(self._fields)


def rows(sql, values):
    """The rows of `sql` as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def row(sql, values):
    """The first row, or None."""
    return next(iter(rows(sql, values)), None)
