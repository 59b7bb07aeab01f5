"""Faults 13 and 14: reports three times each, in any order, some before our own answer: one and the same row."""

import json
import random
from datetime import UTC, datetime, timedelta
from itertools import cycle
from uuid import uuid4

import pytest
from django.utils import timezone

from notifications.models import Notification
from notifications.providers import sendgrid
from notifications.services import reports
from notifications.services.claiming import Claim, Result, record
from notifications.tests import hooks
from notifications.tests.backlog import backlog
from notifications.tests.careless import CARELESS
from notifications.tests.hooks import keys, row, state
from smartkhata.core.tenancy import no_scope

__all__ = ["keys", "row"]
pytestmark = pytest.mark.django_db(transaction=True)
SENT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
# A mail's life as SendGrid tells it: (event, seconds after the first, more).
LIFE = (
    ("processed", 1, {}),
    ("deferred", 2, {"response": "450 mailbox busy"}),
    ("dropped", 3, {"reason": "mailbox busy"}),
    ("delivered", 30, {"response": "250 OK"}),
    ("open", 31, {"sg_machine_open": False}),
    ("open", 32, {"sg_machine_open": True}),
    ("open", 400, {"sg_machine_open": False}),
    ("click", 410, {"url": "https://shop.example/p"}),
    ("click", 420, {"url": "https://shop.example/p"}),
    ("unsubscribe", 430, {}),
)
# So many of a message's thirty reports come before our own answer: a tenth of them all.
EARLY = (0, 6, 1, 5, 3)
FIELDS = ("state", "sent_at", "delivered_at", "opened_at", "clicks", "machine_opens", "error_message")


def event(pk, word, seconds, more):
    """As SendGrid sends it; a repeat has an event id of its own."""
    at = int((SENT + timedelta(seconds=seconds)).timestamp())
    head = {"email": "ramesh@example.com", "event": word, "timestamp": at, "sg_event_id": uuid4().hex}
    return head | {"sg_message_id": "14c5d75ce93.filter0001.16648", "notification_id": pk} | more


def ends(person, count, seed):
    """The different rows that `count` messages end as, each after an order of its own."""
    dice = random.Random(seed)
    keys = sorted(backlog(person, count, channels=("email",)))
    leases = {pk: uuid4() for pk in keys}
    ordered = {pk: shuffled(dice) for pk in keys}
    answers = dict(zip(keys, cycle(EARLY), strict=False))
    with person.scope():
        for pk in keys:
            Notification.objects.filter(pk=pk).update(
                state="submitting", provider="sendgrid", submitted_at=SENT, lease_token=leases[pk]
            )
    for step in range(len(LIFE) * 3):
        with no_scope():
            record([answer(person, pk, leases[pk]) for pk in keys if answers[pk] == step])
            told = [event(pk, *ordered[pk][step]) for pk in keys]
            reports.keep("sendgrid", sendgrid.reports(json.dumps(told).encode()))
            reports.apply_reports()
    return different(person, keys)


def shuffled(dice):
    order = list(LIFE * 3)
    dice.shuffle(order)
    return order


def answer(person, pk, lease):
    claim = Claim(person.business.pk, pk, lease, False)
    return Result(claim, "accepted", provider="sendgrid", provider_ref="14c5d75ce93", sent_at=SENT)


def different(person, keys):
    """The rows as they ended. Where "dropped" came first a second channel was tried: that row is not looked at."""
    with person.scope():
        return {
            (
                tuple(getattr(row, name) for name in FIELDS),
                tuple(row.reports.order_by("at", "word").values_list("word", "at", "is_machine", "url")),
            )
            for row in Notification.objects.filter(pk__in=keys).prefetch_related("reports")
        }


def in_order(person):
    """The row after one run in the right order, each report once."""
    [pk] = backlog(person, 1, name="single", channels=("email",))
    with person.scope():
        Notification.objects.filter(pk=pk).update(
            state="accepted", provider="sendgrid", submitted_at=SENT, sent_at=SENT
        )
    with no_scope():
        told = [event(pk, *one) for one in LIFE]
        reports.keep("sendgrid", sendgrid.reports(json.dumps(told).encode()))
        reports.apply_reports()
    [single] = different(person, [pk])
    return single


def check(asha, charlie, count):
    assert ends(asha, count, seed=11) == {in_order(charlie)}


def test_13_twenty_orders_in_the_database_end_like_the_ordered_run(asha, charlie, no_worker):
    check(asha, charlie, 20)


@pytest.mark.faults
def test_13_five_hundred_orders_in_the_database_end_like_the_ordered_run(asha, charlie, no_worker):
    check(asha, charlie, 500)


def test_13_a_tenth_of_the_reports_comes_before_our_own_answer():
    assert sum(EARLY) * 10 == len(EARLY) * len(LIFE) * 3


def test_13_the_last_word_wins_is_caught(asha, charlie, no_worker, monkeypatch):
    real = reports.fold

    def last_word(current, told):
        return real("accepted", [max(told, key=lambda report: report.received_at)])

    monkeypatch.setattr(reports, "fold", last_word)
    assert len(ends(asha, 8, seed=11)) > 1


def told_three_times(asha, row):
    """The clicks that are counted of one that was told three times, with a new event id each time."""
    at = int(timezone.now().timestamp()) - 60
    for number in range(3):
        click = {"event": "click", "timestamp": at, "url": "https://shop.example/p"}
        hooks.sendgrid([click | {"sg_event_id": f"again{number}", "notification_id": str(row.pk)}])
    state(asha, row)
    with asha.scope():
        return Notification.objects.get(pk=row.pk).clicks


def test_14_a_repeat_with_a_new_event_id_is_counted_once(asha, keys, row):
    assert told_three_times(asha, row) == 1


def test_14_telling_repeats_apart_by_their_id_is_caught(asha, keys, row, monkeypatch):
    CARELESS["take_each_repeat_for_new"](monkeypatch.setattr)
    assert told_three_times(asha, row) == 3
