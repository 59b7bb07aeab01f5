"""Shops that send what they should not come before staff; falling delivery is told to the shop."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from structlog.testing import capture_logs

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notice, Notification, SenderReview
from notifications.selectors import health
from notifications.services import limits, watch
from notifications.services.outbox import send_invoice
from notifications.testing import an_sms
from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import no_scope
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def no_worker(monkeypatch):
    monkeypatch.setattr("smartkhata.core.queue._publish", lambda *args: None)


def copies(person, count, *, state, at=NOW - timedelta(hours=2), **fields):
    """So many messages that ended like this."""
    row = an_sms(person)
    with person.scope():
        values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        values |= {"state": state, "created_at": at, "provider": "msg91", "sent_at": at}
        values |= {"delivered_at": at if state == "delivered" else None} | fields
        Notification.objects.bulk_create(
            Notification(
                **values | {"id": uuid4(), "number": f"{state}-{uuid4()}"[:20], "dedupe_key": str(uuid4())}
            )
            for _ in range(count)
        )
        Notification.objects.filter(pk=row.pk).update(created_at=at - timedelta(days=30))


def watched(at=NOW):
    with no_scope():
        return watch.watch_senders(at=at)


def test_many_lost_messages_open_one_review(asha):
    copies(asha, 40, state="delivered")
    copies(asha, 20, state="bounced")
    assert (watched(), watched()) == (1, 0)
    assert SenderReview.objects.get().figures["lost"] == 20


def test_what_staff_closed_stays_closed_until_the_figures_are_others(asha):
    copies(asha, 60, state="bounced")
    copies(asha, 60, state="bounced", at=NOW + timedelta(days=1))
    assert watched() == 1
    limits.decide(SenderReview.objects.get(), tier="", by=asha.user, at=NOW)
    assert watched(NOW + timedelta(hours=1)) == 0
    assert watched(NOW + timedelta(hours=25)) == 1


def test_another_reason_than_the_decided_one_is_told(asha):
    SenderReview.objects.create(business=asha.business, reason="limit", opened_at=NOW, decided_at=NOW)
    copies(asha, 60, state="bounced")
    assert watched() == 1


def test_receipts_are_no_part_of_a_shops_limit(asha, monkeypatch):
    monkeypatch.setattr(limits, "PER_DAY", limits.PER_DAY | {"new": 3})
    copies(asha, 10, state="delivered", kind="receipt_sent")
    copies(asha, 2, state="delivered")
    assert watched() == 0


def test_a_stopped_shop_that_books_payments_reached_no_limit(asha):
    review = SenderReview.objects.create(business=asha.business, reason="complaints", opened_at=NOW)
    copies(asha, 2, state="delivered", kind="receipt_sent")
    limits.decide(review, tier="stopped", by=asha.user, at=NOW - timedelta(days=2))
    assert watched() == 0


def test_a_usual_shop_is_left_alone(asha):
    copies(asha, 60, state="delivered")
    assert watched() == 0


def test_a_newcomer_has_a_limit_and_staff_can_raise_it(asha, monkeypatch):
    monkeypatch.setattr(limits, "PER_DAY", limits.PER_DAY | {"new": 3, "trusted": 100})
    copies(asha, 3, state="delivered", at=timezone.now() - timedelta(hours=1))
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user))
        with pytest.raises(DomainError, match="as many messages as it may today"):
            send_invoice(invoice, channels=["sms"], by=asha.user)
    assert watched() == 1
    limits.decide(SenderReview.objects.get(), tier="trusted", by=asha.user)
    with asha.scope():
        assert send_invoice(invoice, channels=["sms"], by=asha.user)["sms"]


def test_a_stopped_shop_sends_no_bill(asha):
    review = SenderReview.objects.create(business=asha.business, reason="complaints", opened_at=NOW)
    limits.decide(review, tier="stopped", by=asha.user)
    with asha.scope(), pytest.raises(DomainError, match="Sending is stopped"):
        send_invoice(an_invoice(asha.user, a_party(asha.user)), channels=["sms"], by=asha.user)


def told():
    with no_scope():
        return watch.watch_delivery(at=NOW)


def test_a_fall_of_five_points_is_told_once_a_day(asha):
    copies(asha, 30, state="delivered", at=NOW - timedelta(days=3))
    copies(asha, 18, state="delivered")
    copies(asha, 3, state="failed")
    assert (told(), told()) == (1, 0)
    work(rounds=1)
    with asha.scope():
        assert Notice.objects.filter(user=asha.user, event__name="delivery.fallen").exists()
    page = asha.client.get(asha.url("messages/health/")).content.decode()
    assert "Fell" in page
    assert "MSG91 (SMS): only 85.7 % arrived in the last 24 hours. Send what is urgent another way" in page


def test_a_steady_channel_is_not_told(asha):
    copies(asha, 30, state="delivered", at=NOW - timedelta(days=3))
    copies(asha, 30, state="delivered")
    assert told() == 0


def test_a_provider_that_takes_everything_and_delivers_little_has_fallen(asha):
    """No failure is reported: that is how a route for SMS dies."""
    copies(asha, 30, state="delivered", at=NOW - timedelta(days=3))
    copies(asha, 3, state="delivered")
    copies(asha, 47, state="accepted")
    with asha.scope():
        [row] = health.delivery(at=NOW)
    assert (row["today"], row["week"], row["silent"], row["state"]) == (6.0, 100.0, 47, "fallen")
    assert told() == 1


def test_what_was_handed_over_just_now_is_not_missed_yet(asha):
    copies(asha, 30, state="delivered")
    copies(asha, 30, state="accepted", at=NOW - timedelta(minutes=90))
    with asha.scope():
        assert [row["today"] for row in health.delivery(at=NOW)] == [100.0]


def test_a_bad_provider_doesnt_hide_behind_a_good_one_of_its_channel(asha):
    for days in (0, 3):
        copies(asha, 90, state="delivered", provider="twilio", at=NOW - timedelta(days=days, hours=3))
    copies(asha, 30, state="delivered", at=NOW - timedelta(days=3))
    copies(asha, 20, state="failed")
    with asha.scope():
        states = {row["provider"]: row["state"] for row in health.delivery(at=NOW)}
        [fall] = health.fallen(at=NOW)
    assert states == {"msg91": "fallen", "twilio": "healthy"}
    assert (fall["channel"], fall["provider"], fall["share"], fall["mean"]) == ("sms", "msg91", 0.0, 100.0)


def test_a_provider_that_was_bad_all_week_is_not_called_well(asha):
    for days in (0, 3):
        copies(asha, 5, state="delivered", at=NOW - timedelta(days=days, hours=3))
        copies(asha, 45, state="accepted", at=NOW - timedelta(days=days, hours=3))
    with asha.scope():
        [row] = health.delivery(at=NOW)
        [gate] = health.gates(asha.business, [("sms", "msg91", False)], [row])
    assert (row["state"], gate["state"], gate["is_open"]) == ("few_arrive", "few_arrive", False)


def test_a_provider_that_dies_for_many_small_shops_alarms_staff(asha, charlie):
    """Of so few messages no shop can tell; together they can."""
    for person in (asha, charlie):
        copies(person, 15, state="delivered", at=NOW - timedelta(days=3))
        copies(person, 2, state="delivered")
        copies(person, 9, state="accepted")
    assert told() == 0
    with no_scope(), capture_logs() as logs:
        assert watch.watch_providers(at=NOW) == 1
        assert watch.figures(at=NOW)["arrived"] == {"sms by msg91": 18.2}
    [alarm] = [entry for entry in logs if entry["event"] == "provider_delivers_little"]
    assert (alarm["provider"], alarm["today"], alarm["week"], alarm["log_level"]) == (
        "msg91",
        18.2,
        100.0,
        "error",
    )


def test_a_mailbox_that_never_tells_is_neither_well_nor_bad(asha):
    copies(asha, 40, state="accepted", provider="django_email")
    with asha.scope():
        [row] = health.delivery(at=NOW)
    assert (row["today"], row["state"], row["silent"]) == (None, "no_word", 40)
    assert told() == 0
