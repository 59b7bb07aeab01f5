"""Parties for tests, made by the real services."""

from itertools import count

from customers.services.parties import add_party

_serial = count(1)


def a_party(by=None, name="Ramesh Kumar", **details):
    """A party of the open shop, with a phone of its own unless one is given."""
    details.setdefault("phone", f"+9198765{next(_serial):05d}")
    return add_party(name=name, by=by, **details)
