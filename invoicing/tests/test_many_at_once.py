"""Many at once: one draft is one invoice, numbers have no double and no gap."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from customers.testing import a_party
from invoicing.models import Draft, Invoice
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
    unlocked = lambda row: Draft.objects.select_related("party").get(pk=row.pk)  # noqa: E731
    monkeypatch.setattr("invoicing.services.invoices.lock_open", unlocked)

    def naive(_):
        try:
            return accept(asha, draft)
        except Exception as error:
            return type(error).__name__

    answers = at_once(naive, list(range(10)), threads=10)
    assert "IntegrityError" in answers, "the unique key is the second wall, and it was needed"


def test_twenty_clients_issue_four_hundred_drafts_without_double_or_gap(asha):
    with asha.scope():
        party = a_party()
        drafts = [a_draft(asha.user, party) for _ in range(400)]
    numbers = at_once(lambda draft: accept(asha, draft), drafts, threads=20)
    assert len(set(numbers)) == 400
    serials = sorted(int(number.rpartition("-")[2]) for number in numbers)
    assert serials == list(range(1, 401))
