"""Many at once: one draft is one invoice, numbers have no double and no gap."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connections
from django.db.models import Max

from customers.testing import a_party
from invoicing.models import Draft, Invoice, NumberSeries
from invoicing.numbering import Drawn, begin_series, year_of
from invoicing.selectors.numbers import gaps
from invoicing.services.invoices import accept_draft
from invoicing.testing import a_draft
from smartkhata.core.errors import DomainError
from smartkhata.core.events import muted

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work, items, threads):
    """Run ``work(item)`` in `threads` threads that start together, each with a connection of its own."""
    barrier = Barrier(threads)

    def run(chunk):
        barrier.wait()
        try:
            return [work(item) for item in chunk]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return [row for rows in pool.map(run, [items[n::threads] for n in range(threads)]) for row in rows]


def accept(person, draft):
    try:
        # Muted: what is tested is the issuing, not the four hundred PDFs that follow.
        with person.scope(), muted():
            return accept_draft(draft, by=person.user).number
    except DomainError as error:
        return error.code


def test_one_draft_converted_fifty_times_at_once_is_one_invoice(asha):
    with asha.scope():
        draft = a_draft(asha.user)
    answers = at_once(lambda _: accept(asha, draft), list(range(50)), threads=25)
    assert answers.count("already_sent") == 49
    with asha.scope():
        assert Invoice.objects.count() == 1


def test_without_the_row_lock_one_draft_would_be_several(asha, monkeypatch):
    """The check can fail: a conversion that only looks at the status lets several through to the database's rule."""
    with asha.scope():
        draft = a_draft(asha.user)
    unlocked = lambda row, **_: Draft.objects.select_related("party", "business").get(pk=row.pk)  # noqa: E731
    monkeypatch.setattr("invoicing.services.invoices.lock_open", unlocked)

    def naive(_):
        try:
            return accept(asha, draft)
        except Exception as error:
            return type(error).__name__

    answers = at_once(naive, list(range(10)), threads=10)
    assert "IntegrityError" in answers, "the unique key is the second wall, and it was needed"


class Crash(Exception):
    """The client died after the number was drawn and before the commit."""


def accept_or_crash(person, draft, crashes):
    try:
        with person.scope(), muted():
            number = accept_draft(draft, by=person.user).number
            if crashes:
                raise Crash
            return number
    except Crash:
        return None


def test_many_clients_issue_and_some_fail_without_double_or_gap(asha):
    """SK_ISSUE="1000x50" is the size of the issue; CI takes a smaller one."""
    count, clients = map(int, os.environ.get("SK_ISSUE", "300x20").split("x"))
    with asha.scope():
        party = a_party()
        drafts = [a_draft(asha.user, party) for _ in range(count)]
    work = list(enumerate(drafts))
    answers = at_once(lambda item: accept_or_crash(asha, item[1], item[0] % 10 == 3), work, threads=clients)
    issued = [number for number in answers if number]
    assert len(issued) == count - count // 10
    serials = sorted(int(number.rpartition("-")[2]) for number in issued)
    assert serials == list(range(1, len(issued) + 1))
    with asha.scope():
        assert [gaps(series) for series in NumberSeries.objects.all()] == [[]]


def test_numbers_read_before_they_are_written_would_be_given_twice(asha, monkeypatch):
    """The check can fail: max + 1, as others do it, runs into the database's unique key."""
    with asha.scope():
        party = a_party()
        drafts = [a_draft(asha.user, party) for _ in range(40)]
        begin_series("invoice", year_of("invoice", asha.business, date.today()))
        [series] = NumberSeries.objects.all()

    def naive(kind, business, on):
        serial = (Invoice.objects.aggregate(last=Max("serial"))["last"] or 0) + 1
        return Drawn(series.pk, serial, f"INV-26-27-{serial:05d}")

    monkeypatch.setattr("invoicing.services.invoices.numbering.draw", naive)
    unlocked = lambda row, **_: Draft.objects.select_related("party", "business").get(pk=row.pk)  # noqa: E731
    monkeypatch.setattr("invoicing.services.invoices.lock_open", unlocked)

    def attempt(draft):
        try:
            return accept(asha, draft)
        except IntegrityError:
            return "double"

    assert "double" in at_once(attempt, drafts, threads=10)
