"""Leases: a row belongs to one worker at a time; what a dead worker left is sent again only if it surely was not."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from notifications.providers.base import Outcome
from notifications.services import outcomes
from notifications.services.claiming import claim
from notifications.services.delivery import deliver_due
from notifications.testing import FakeProvider, an_sms, change, deliver, fresh, serve
from smartkhata.core.tenancy import no_scope

pytestmark = pytest.mark.django_db


def abandon(person, row, *, seconds=1, called=True, **values):
    """As a worker leaves it that is killed; its lease ended so many seconds ago. `called`: in the call itself."""
    ended = timezone.now() - timedelta(seconds=seconds)
    change(
        person, row, state="submitting", lease_until=ended, submitted_at=ended if called else None, **values
    )


def test_a_row_whose_worker_died_before_the_call_is_sent_and_is_no_duplicate(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row, called=False)
    fake = use_provider()
    assert deliver() == 1
    row = fresh(asha, row)
    assert (row.state, row.possible_duplicate, len(fake.got)) == ("accepted", False, 1)


def test_a_row_whose_worker_died_in_the_call_is_not_repeated(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row)
    fake = use_provider()
    deliver()
    row = fresh(asha, row)
    assert (row.state, row.looks, fake.got) == ("unknown", 1, [])


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


def test_a_row_that_kills_its_worker_is_put_aside_after_three_times(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row, called=False, crashes=2)
    fake = use_provider()
    deliver()
    row = fresh(asha, row)
    assert (row.state, row.error_message, fake.got) == ("quarantined", outcomes.POISON, [])


def test_two_crashes_are_not_enough_to_put_it_aside(asha, use_provider):
    row = an_sms(asha)
    abandon(asha, row, called=False, crashes=1)
    use_provider()
    deliver()
    assert fresh(asha, row).state == "accepted"


def test_a_suspect_goes_alone(asha, use_provider):
    first, second, third = (an_sms(asha) for _ in range(3))
    abandon(asha, first, called=False)
    abandon(asha, second, called=False)
    batches = [claim(10), claim(10, suspects=True), claim(1, suspects=True), claim(1, suspects=True)]
    assert [len(batch) for batch in batches] == [1, 2, 0, 0]
    assert batches[0][0].pk == third.pk


def test_an_answer_that_comes_after_the_lease_went_on_changes_nothing(asha, monkeypatch):
    row = an_sms(asha)

    class Slow(FakeProvider):
        def send(self, message):
            abandon(asha, row, called=False)
            claim(1, suspects=True)
            return Outcome("accepted", reference="too late")

    serve(monkeypatch, Slow())
    with no_scope():
        deliver_due(limit=1)
    row = fresh(asha, row)
    assert (row.state, row.provider_ref) == ("submitting", "")


def test_what_stopped_its_worker_once_goes_in_a_group_and_the_second_time_alone(asha):
    rows = [an_sms(asha) for _ in range(4)]
    for row, crashes in zip(rows, (0, 0, 1, 1), strict=True):
        abandon(asha, row, called=False, crashes=crashes)
    batches = [{row.pk for row in claim(25, suspects=True)} for _ in range(4)]
    assert batches[0] == {rows[0].pk, rows[1].pk}
    assert [len(batch) for batch in batches] == [2, 1, 1, 0]


def test_what_stopped_its_worker_comes_shop_by_shop(asha, charlie):
    """Each shop of a batch is a transaction: the groups of a killed worker would take longer than its batch."""
    for person in (asha, charlie):
        for row in [an_sms(person) for _ in range(4)]:
            abandon(person, row, called=False)
    batches = [claim(4, suspects=True) for _ in range(2)]
    assert [(len(batch), len({row.business_id for row in batch})) for batch in batches] == [(4, 1), (4, 1)]


def test_a_batch_is_full_although_the_shops_do_not_divide_it(asha, charlie):
    for person in (asha, charlie):
        for _ in range(4):
            an_sms(person)
    assert len(claim(5)) == 5


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_never_get_the_same_row(asha, no_worker):
    rows = {an_sms(asha).pk for _ in range(24)}
    start = Barrier(4)

    def worker(_):
        start.wait()
        try:
            return [row.pk for _ in range(4) for row in claim(3)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        taken = Counter(pk for claimed in pool.map(worker, range(4)) for pk in claimed)
    assert (set(taken), set(taken.values())) == (rows, {1})
