"""Parties for tests, made by the real services."""

from itertools import count

from customers.services.imports import ask_to_apply, running, start_import
from customers.services.parties import add_party

_serial = count(1)


def a_party(by=None, name="Ramesh Kumar", **details):
    """A party of the open shop, with a phone of its own unless one is given."""
    details.setdefault("phone", f"+9198765{next(_serial):05d}")
    return add_party(name=name, by=by, **details)


def an_import(by, text, *, kind="customers", file_name="book.csv", apply=False):
    """A file of the open shop, examined and, if asked, applied, as a worker would do it."""
    content = text if isinstance(text, bytes) else text.encode()
    brought = start_import(content, file_name=file_name, kind=kind, by=by)
    running.examine(brought)
    if apply:
        ask_to_apply(brought, by=by)
        running.apply(brought, by_id=by.pk)
    return brought
