"""What a customer asked for holds until the moment of sending, for another channel, and for a second try."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification
from notifications.providers.base import Outcome
from notifications.services import preferences
from notifications.services.claiming import claim
from notifications.services.failures import fail
from notifications.services.outbox import send_invoice
from notifications.services.preparing import prepared
from notifications.testing import an_sms, change, deliver, fresh
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
PHONE = "+919876500061"


@pytest.fixture
def row(asha, no_worker):
    """A bill as an SMS in the queue, to a customer with an e-mail address too."""
    return an_sms(asha, phone=PHONE, email="sunita@example.com")


def wishes(person, row, often="each", **values):
    with person.scope():
        preferences.change_wishes(Party.objects.get(pk=row.party_id), often=often, by="customer", **values)


def channels(person):
    with person.scope():
        return sorted(Notification.objects.values_list("channel", flat=True))


def again(person, row, **body):
    answer = person.api.post(f"/api/notifications/{row.number}/resending", body)
    return answer.status_code, answer.json()


def later(person, row, **values):
    """Ten minutes after it was handed over."""
    past = timezone.now() - timedelta(seconds=601)
    change(person, row, submitted_at=past, next_attempt_at=timezone.now(), lease_until=None, **values)


@pytest.mark.parametrize(("off", "told"), [([], ["email", "sms"]), (["email", "whatsapp"], ["sms"])])
def test_another_channel_is_only_tried_where_the_customer_wants_it(asha, row, off, told):
    wishes(asha, row, channels_off=off)
    with asha.scope():
        fail(fresh_row(row), state="failed")
    work()
    assert channels(asha) == told


def fresh_row(row):
    return Notification.objects.get(pk=row.pk)


def test_what_was_stopped_is_not_sent_again_by_hand(asha, row):
    with asha.scope():
        preferences.heed(Party.objects.get(pk=row.party_id), "STOP")
    status, refused = again(asha, row)
    assert (status, refused["error"]["code"]) == (409, "not_wanted")
    assert again(asha, row, channel="email")[0] == 409
    page = asha.client.get(asha.url("messages/failed/")).content.decode()
    assert "Send again" not in page and "Send by" not in page


def test_a_suspended_customer_gets_no_second_try(asha, row):
    change(asha, row, state="failed")
    with asha.scope():
        Party.objects.filter(pk=row.party_id).update(status="suspended")
    status, refused = again(asha, row)
    assert (status, refused["error"]["code"]) == (409, "suspended")


def test_a_doubt_is_not_risked_again_after_a_stop(asha, row, use_provider):
    provider = use_provider(Outcome("ambiguous"))
    deliver()
    with asha.scope():
        preferences.heed(Party.objects.get(pk=row.party_id), "STOP")
    for _ in range(2):
        later(asha, row)
        deliver()
    assert (fresh(asha, row).state, len(provider.got)) == ("failed", 1)


def test_a_channel_switched_off_empties_its_queue(asha, row, use_provider):
    provider = use_provider()
    wishes(asha, row, channels_off=["sms"])
    deliver()
    assert provider.got == []
    assert fresh(asha, row).error_message == preferences.ASKED


def test_a_code_goes_in_any_case(asha, row, use_provider):
    provider = use_provider()
    wishes(asha, row, often="off")
    change(asha, row, state="queued", kind="otp")
    deliver()
    assert len(provider.got) == 1


def test_wishes_of_a_batch_are_one_query(asha, no_worker):
    counts = []
    for messages in (1, 4):
        with asha.scope():
            for _ in range(messages):
                send_invoice(an_invoice(asha.user, a_party(asha.user)), channels=["sms"], by=asha.user)
        with no_scope():
            claims = claim(100)
            with CaptureQueriesContext(connection) as queries:
                assert len(prepared(claims)[0]) == messages
        counts.append(len([query for query in queries if "notifications_preference" in query["sql"]]))
    assert counts == [1, 1]
