"""Leases: a row belongs to one worker at a time, and a dead worker's row to the next, who says so."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from notifications.providers.base import Outcome
from notifications.services import delivery
from notifications.testing import an_sms, change, deliver, fresh

pytestmark = pytest.mark.django_db


def abandon(person, row, *, seconds=1, **values):
    """As a worker leaves it that is killed during the call; its lease ended so many seconds ago."""
    ended = timezone.now() - timedelta(seconds=seconds)
    change(person, row, state="submitting", lease_until=ended, **values)


def test_a_row_whose_worker_died_is_sent_again_and_says_so(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row)
    fake = use_provider()
    assert deliver() == 1
    row = fresh(asha, row)
    assert (row.state, row.possible_duplicate, len(fake.got)) == ("accepted", True, 1)


def test_an_undisturbed_row_is_no_possible_duplicate(asha, use_provider):
    row = an_sms(asha)
    use_provider(Outcome("not_sent"), Outcome("accepted"))
    deliver()
    change(asha, row, next_attempt_at=timezone.now())
    deliver()
    assert not fresh(asha, row).possible_duplicate


def test_a_leased_row_is_left_alone(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row, seconds=-60)
    fake = use_provider()
    assert (deliver(), fake.got) == (0, [])


def test_a_row_that_kills_its_worker_is_given_up_after_three_leases(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row, attempts=3)
    fake = use_provider()
    deliver()
    row = fresh(asha, row)
    assert (row.state, row.error_message, fake.got) == ("failed", delivery.POISON, [])


def test_two_lost_leases_are_not_enough_to_give_up(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row, attempts=2)
    use_provider()
    deliver()
    assert fresh(asha, row).state == "accepted"


def test_an_answer_that_comes_after_the_lease_went_on_changes_nothing(asha, monkeypatch):
    row = an_sms(asha)

    class Slow:
        name = "slow"

        def send(self, message):
            abandon(asha, row)
            delivery._claim(1)
            return Outcome("accepted", reference="too late")

    monkeypatch.setattr(delivery, "provider_for", lambda channel: Slow())
    monkeypatch.setattr(delivery, "IN_FLIGHT", 1)
    delivery.deliver_due(limit=1)
    row = fresh(asha, row)
    assert (row.state, row.provider_ref) == ("submitting", "")


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_never_get_the_same_row(asha, no_worker):
    rows = {an_sms(asha).pk for _ in range(24)}
    start = Barrier(4)

    def worker(_):
        start.wait()
        try:
            return [pk for _ in range(4) for _, pk, _ in delivery._claim(3)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        taken = Counter(pk for claimed in pool.map(worker, range(4)) for pk in claimed)
    assert (set(taken), set(taken.values())) == (rows, {1})
