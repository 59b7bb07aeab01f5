"""Fault 1, the small runs: kill -9 at random moments, by the provider's own log. The large: test_faults_stack.py."""

import random

import pytest

from notifications.models import Notification
from notifications.services import gates
from notifications.services.outcomes import UNCERTAIN
from notifications.tests.backlog import backlog
from notifications.tests.figures import tell
from notifications.tests.runs import server
from smartkhata.core.testing.lives import Lives

__all__ = ["server"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]
SEND = "notifications.tests.faultworker.send"


@pytest.fixture(scope="module")
def lives(django_db_setup):
    with Lives() as lives:
        yield lives


@pytest.fixture
def slow(server):
    server.fake.delay = 0.05
    gates.note("fake:test", good=1)
    return server


def kill_often(lives, server, kills, seed, **options):
    """`kills` lives that end in the middle of their work, and one that finishes it."""
    dice = random.Random(seed)
    for _ in range(kills):
        end = lives.live(SEND, url=server.url, after=dice.uniform(0, 0.5), in_flight=20, lease=10, **options)
        assert end == -9, "it had finished: the kills came too late to matter"
    assert lives.live(SEND, url=server.url, **options) == 0


def lost_and_repeated(asha, server, queued):
    taken = server.fake.taken
    assert chosen(asha, state__in=["accepted", "failed"]) == queued
    return queued - set(taken), {key for key, times in taken.items() if times > 1}


def chosen(asha, **values):
    with asha.scope():
        return {str(pk) for pk in Notification.objects.filter(**values).values_list("pk", flat=True)}


def test_killed_in_the_middle_nothing_is_lost_or_repeated(asha, lives, slow):
    queued = backlog(asha, 600)
    kill_often(lives, slow, 3, seed=3)
    assert lost_and_repeated(asha, slow, queued) == (set(), set())
    assert chosen(asha, state="accepted") == queued


@pytest.mark.faults
def test_without_a_look_up_every_repeat_is_flagged(asha, lives, slow):
    queued = backlog(asha, 3000)
    kill_often(lives, slow, 10, seed=5, look_up=False)
    lost, repeated = lost_and_repeated(asha, slow, queued)
    doubts = chosen(asha, possible_duplicate=True)
    # Killed in the repeat as well: there is no third try, and the owner is told that nobody knows.
    assert chosen(asha, state="failed") == chosen(asha, state="failed", error_message=UNCERTAIN) <= doubts
    tell(
        1, look_up=False, messages=3000, kills=10, lost=len(lost), repeated=len(repeated), flagged=len(doubts)
    )
    assert not lost and repeated <= doubts
    assert len(doubts) <= 10 * 20, "more is doubted than was in flight"
