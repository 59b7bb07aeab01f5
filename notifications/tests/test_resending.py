"""A failed message again: the same channel, another one, another address; nothing that has not failed."""

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, SenderStanding
from notifications.providers.base import Outcome
from notifications.services.accounts import send_test
from notifications.services.caps import ENOUGH, OWN_DAY
from notifications.services.outbox import TWICE, send_invoice
from notifications.testing import change, deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(asha, use_provider):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001"))
        [row] = send_invoice(invoice, channels=["sms"], by=asha.user)["sms"]
    use_provider(Outcome("rejected", error="No such number."))
    deliver()
    return row


def again(person, row, **body):
    answer = person.api.post(f"/api/notifications/{row.number}/resending", body)
    return answer.status_code, answer.json()


def test_it_is_a_new_message_that_names_the_old_one(asha, failed):
    status, copy = again(asha, failed)
    assert (status, copy["status"], copy["recipient"]) == (201, "pending", failed.recipient)
    assert copy["id"] != str(failed.pk)
    with asha.scope():
        assert Notification.objects.get(pk=copy["id"]).replaces_id == failed.pk


def test_it_may_go_by_another_channel_to_another_address(asha, failed):
    _, copy = again(asha, failed, channel="email", recipient="ramesh@example.com")
    assert (copy["channel"], copy["recipient"]) == ("email", "ramesh@example.com")


def test_a_channel_without_an_address_asks_for_one(asha, failed):
    status, refused = again(asha, failed, channel="email")
    assert (status, refused["error"]["code"]) == (400, "no_recipient")


def test_a_channel_that_is_not_set_up_says_so(asha, failed):
    assert again(asha, failed, channel="push")[1]["error"]["code"] == "not_set_up"


@pytest.mark.parametrize("state", ["queued", "accepted", "delivered", "opened"])
def test_what_has_not_failed_is_not_repeated(asha, failed, state):
    change(asha, failed, state=state)
    status, refused = again(asha, failed)
    assert (status, refused["error"]["code"]) == (409, "not_failed")


def test_a_reminder_that_failed_goes_again_and_one_in_doubt_does_not(asha, failed):
    change(asha, failed, kind="payment_reminder", state="unknown")
    assert again(asha, failed)[1]["error"]["code"] == "not_resent"
    change(asha, failed, state="failed")
    assert again(asha, failed)[0] == 201


def test_a_test_of_the_shops_own_is_not_sent_again(asha, no_worker):
    with asha.scope():
        row = send_test("email", to="asha@example.com", by=asha.user)
    change(asha, row, state="failed")
    assert again(asha, row)[1]["error"]["code"] == "not_resent"


def test_another_shops_message_is_not_there(charlie, failed):
    assert charlie.api.post(f"/api/notifications/{failed.pk}/resending", {}).status_code == 404


def copies(person, row):
    with person.scope():
        return list(Notification.objects.filter(kind=row.kind).exclude(pk=row.pk).order_by("created_at"))


def test_two_presses_are_one_message(asha, failed, no_worker):
    """A double click, an app that lost the answer: no key tells them apart."""
    first, second = again(asha, failed), again(asha, failed)
    assert first[0] == second[0] == 201
    assert first[1]["id"] == second[1]["id"] and len(copies(asha, failed)) == 1


def test_not_while_another_copy_is_under_way_or_has_arrived(asha, failed, no_worker):
    copy = again(asha, failed)[1]
    assert again(asha, failed, channel="email", recipient="x@example.com")[1]["error"]["code"] == "not_failed"
    [row] = copies(asha, failed)
    change(asha, row, state="delivered", created_at=row.created_at - 2 * TWICE)
    assert again(asha, failed)[1]["error"]["code"] == "not_failed"
    change(asha, row, state="failed")
    assert again(asha, failed)[1]["id"] != copy["id"]
    # The first copy failed too, but the second one is on its way.
    assert again(asha, row, recipient="+919876500002")[1]["error"]["code"] == "not_failed"


def test_a_stopped_shop_sends_nothing_again(asha, failed):
    with asha.scope():
        values = {"tier": "stopped", "decided_at": failed.created_at, "decided_by_id": asha.user.pk}
        SenderStanding.objects.create(business=asha.business, **values)
    status, refused = again(asha, failed, recipient="+919876500002")
    assert (status, refused["error"]["code"]) == (409, "not_now")
    assert not copies(asha, failed)


def test_who_had_enough_gets_no_more_of_the_same(asha, failed, use_provider):
    use_provider(Outcome("rejected", error="No such number."))
    for _more in range(OWN_DAY - 1):
        assert again(asha, failed)[0] == 201
        deliver()
    assert again(asha, failed)[1]["error"]["message"] == ENOUGH
