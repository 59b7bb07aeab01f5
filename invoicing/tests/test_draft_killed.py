"""kill -9 of the worker while it writes a draft: the draft ends ready or failed, never stuck."""

import pytest

from customers.testing import a_party
from invoicing.models import Draft, DrafterCall
from invoicing.services import generating
from invoicing.tests.draftworker import POINTS
from smartkhata.core.testing.lives import Lives

pytestmark = pytest.mark.django_db(transaction=True)
WRITE = "invoicing.tests.draftworker.write"
SENTENCE = "3 months of web hosting at 15,000 per month"


@pytest.fixture(scope="module")
def lives(django_db_setup):
    with Lives(DRAFT_LEASE_SECONDS="1") as lives:
        yield lives


@pytest.fixture
def asked(asha, monkeypatch):
    """A draft that nobody writes yet."""
    monkeypatch.setattr("smartkhata.core.queue._publish", lambda *args: None)
    with asha.scope():
        return generating.ask(a_party(asha.user), prompt=SENTENCE, by=asha.user)


def fresh(person, draft):
    with person.scope():
        return Draft.objects.get(pk=draft.pk), DrafterCall.objects.get()


@pytest.mark.parametrize("point", POINTS)
def test_another_worker_finishes_what_a_dead_one_left(asha, asked, lives, point):
    assert lives.live(WRITE, at=point) == -9, "it did not die there"
    assert lives.live(WRITE) == 0
    draft, call = fresh(asha, asked)
    assert (draft.generation, call.state, len(draft.lines)) == ("ready", "ready", 1)
    assert draft.lines[0]["rate"] == "15000.00"


def test_a_draft_that_kills_every_worker_ends_failed_with_its_sentence(asha, asked, lives):
    ends = [lives.live(WRITE, at="before it is written") for _ in range(generating.MOST_ATTEMPTS)]
    assert ends == [-9] * generating.MOST_ATTEMPTS
    assert lives.live(WRITE, at="before it is written") == 0
    draft, call = fresh(asha, asked)
    assert (draft.generation, call.state, draft.prompt) == ("failed", "failed", SENTENCE)


def test_a_claim_without_a_lease_is_caught(asha, asked, lives):
    assert lives.live(WRITE, at="before it is written", careless=True) == -9
    assert lives.live(WRITE, seconds=4) == 0
    assert fresh(asha, asked)[0].generation == "running"
