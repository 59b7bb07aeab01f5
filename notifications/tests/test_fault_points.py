"""Fault 2: kill -9 at each named point of a message's life. Whatever follows: sent once, told once, counted once."""

import json
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.services import gates
from notifications.services.outbox import send_invoice
from notifications.testing import an_sms, change, fresh
from notifications.tests.faultworker import POINTS
from notifications.tests.runs import server
from smartkhata.core.models import Event
from smartkhata.core.testing.lives import Lives
from smartkhata.core.testing.superuser import as_superuser

__all__ = ["server"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]
WORKER = "notifications.tests.faultworker"
REPORTS = [name for name in POINTS if "report" in name or "fold" in name]
SECRET = "a-long-enough-secret-path"
EVENTS_DUE = "UPDATE notifications_inboundevent SET next_attempt_at = now()"
SENDS = [name for name in POINTS if name not in REPORTS and name != "in a loss"]


@pytest.fixture(scope="module")
def lives(django_db_setup):
    with Lives(AFRICASTALKING_HOOK_SECRET=SECRET) as lives:
        yield lives


@pytest.fixture
def queued(asha):
    """Three messages, by their ids."""
    with asha.scope():
        phones = {"phone": [f"+91987650000{number}" for number in range(3)]}
        rows = send_invoice(an_invoice(asha.user), channels=["sms"], by=asha.user, recipients=phones)["sms"]
    gates.note("fake:test", good=1)
    return {str(row.pk) for row in rows}


def die_and_go_on(lives, server, at, **options):
    began = time.monotonic()
    assert lives.live(f"{WORKER}.send", url=server.url, at=at, lease=2, **options) == -9, (
        "it did not die there"
    )
    assert lives.live(f"{WORKER}.send", url=server.url, **options) == 0
    assert time.monotonic() - began < 90


def truth(asha, server, queued):
    """(lost, sent more than once, rows that don't say accepted)"""
    taken = server.fake.taken
    with asha.scope():
        accepted = {
            str(pk) for pk in Notification.objects.filter(state="accepted").values_list("pk", flat=True)
        }
    return queued - set(taken), {key for key, times in taken.items() if times > 1}, queued - accepted


@pytest.mark.parametrize("point", SENDS)
def test_killed_in_a_send_all_go_out_once(asha, lives, queued, server, point):
    die_and_go_on(lives, server, point)
    assert truth(asha, server, queued) == (set(), set(), set())


def test_killed_while_a_retry_is_written_all_go_out_once(asha, lives, queued, server):
    server.fake.mode = "error_503"
    assert lives.live(f"{WORKER}.send", url=server.url, at="before the outcome is written", lease=2) == -9
    server.fake.mode = "ok"
    assert lives.live(f"{WORKER}.send", url=server.url) == 0
    assert truth(asha, server, queued) == (set(), set(), set())


def test_a_worker_that_repeats_blindly_is_caught(asha, lives, queued, server):
    die_and_go_on(lives, server, "after the provider took it", careless="repeat_blindly")
    assert truth(asha, server, queued)[1] == queued


def test_a_worker_that_marks_before_it_sends_is_caught(asha, lives, queued, server):
    die_and_go_on(lives, server, "before the request", careless="mark_before_sending")
    assert truth(asha, server, queued) == (queued, set(), set())


def too_late(asha):
    change(asha, row := an_sms(asha), expires_at=timezone.now())
    return row


def poison(asha):
    """Its attachment belongs to an invoice that is not there; it stopped two workers already."""
    row = an_sms(asha)
    change(asha, row, crashes=2, attach_pdf=True, link_subject=f"invoice:{uuid4()}")
    return row


def losses(asha, row):
    """(the row's state, how often the loss became a fact)"""
    with asha.scope():
        facts = Event.objects.filter(name="message.failed", subject=f"notification:{row.pk}").count()
    return fresh(asha, row).state, facts


@pytest.mark.parametrize(("make", "state"), [(too_late, "failed"), (poison, "quarantined")])
def test_killed_in_expiry_and_in_quarantine_the_loss_is_told_once(asha, lives, server, make, state):
    row = make(asha)
    die_and_go_on(lives, server, "in a loss")
    assert (losses(asha, row), server.fake.taken) == ((state, 1), {})


def test_a_loss_that_is_written_before_its_fact_is_caught(asha, lives, server):
    row = too_late(asha)
    die_and_go_on(lives, server, "in a loss", careless="write_the_loss_before_its_fact")
    assert losses(asha, row) == ("failed", 0)


@pytest.fixture
def told(asha):
    """A message that Africa's Talking has taken."""
    row = an_sms(asha)
    now = timezone.now() - timedelta(minutes=1)
    change(asha, row, state="accepted", provider="africastalking", provider_ref="ref-1", sent_at=now)
    return row


def report_and_apply(asha, lives, row, at, careless=""):
    """(the message's state, reports counted): a worker died at that point, the provider repeats, the sweep comes."""
    body = json.dumps({"id": "ref-1", "status": "Success", "phoneNumber": row.recipient})
    call = {"path": f"/hooks/africastalking/{SECRET}", "body": body, "headers": {}, "careless": careless}
    at_the_door = "insert" in at
    ended = [lives.live(f"{WORKER}.report", **call, at=at if at_the_door else None)]
    if at_the_door:
        lives.live(f"{WORKER}.report", **call)
    else:
        ended = [lives.live(f"{WORKER}.apply", at=at, careless=careless)]
    assert ended == [-9], "it did not die there"
    as_superuser(EVENTS_DUE)
    assert lives.live(f"{WORKER}.apply", careless=careless) == 0
    with asha.scope():
        return Notification.objects.get(pk=row.pk).state, row.reports.count()


@pytest.mark.parametrize("point", REPORTS)
def test_killed_at_the_door_and_in_the_fold_a_report_counts_once(asha, lives, told, point):
    assert report_and_apply(asha, lives, told, point) == ("delivered", 1)


def test_a_door_that_takes_each_repeat_for_new_is_caught(asha, lives, told):
    at = "after the insert of a report"
    assert report_and_apply(asha, lives, told, at, "take_each_repeat_for_new") == ("delivered", 2)


def test_a_fold_that_settles_before_it_applies_is_caught(asha, lives, told):
    assert report_and_apply(asha, lives, told, "in the fold", "settle_before_applying") == ("accepted", 0)
