"""check_invariants: nothing to say of sound rows, and each broken one is found by its rule."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from celery import current_app
from django.core.management import call_command
from structlog.testing import capture_logs

from customers.testing import a_party
from invoicing.models import PaymentClaim
from invoicing.services.claims import claim_payment
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications.models import (
    DeliveryEvent,
    InboundEvent,
    Notification,
    Preference,
    ScheduledSend,
    SilentNumber,
)
from notifications.services.invariants import broken_everywhere
from notifications.services.outbox import send_invoice
from notifications.services.reminders import remind
from notifications.services.reports import rejoin
from smartkhata.core.events import record
from smartkhata.core.testing.superuser import as_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]
# Half past eleven in India.
NOON = datetime(2026, 11, 20, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOON + timedelta(minutes=1), tick=False)


@pytest.fixture
def sound(asha):
    """A bill that was sent and delivered, one that is reminded of, a payment, a planned send that went out."""
    with asha.scope():
        party = a_party(asha.user, phone="+919876500011")
        invoice = an_invoice(asha.user, party)
        record_payment(party, amount=50, method="cash", received_on=date(2026, 11, 20), by=asha.user)
        [row] = send_invoice(invoice, channels=["sms"], by=asha.user, at=NOON)["sms"]
        remind(party, by=asha.user, at=NOON)
        Notification.objects.update(state="accepted", submitted_at=NOON, sent_at=NOON)
        DeliveryEvent.objects.create(
            **{"notification": row, "word": "delivered", "at": NOON, "received_at": NOON, "dedupe_key": "d"}
        )
        rejoin(Notification.objects.get(pk=row.pk))
        _planned(invoice, due_at=NOON - HOUR, settled_at=NOON)
    as_superuser("DELETE FROM core_pendingfact")
    return row


def _planned(invoice, **values):
    given = {"state": "sent", "local_time": "2026-11-20T11:30", "time_zone": "Asia/Kolkata"}
    given |= {"created_at": NOON - HOUR, "channels": ["sms"], "invoice": invoice}
    return ScheduledSend.objects.create(**given | values)


def rules():
    return {row.rule for _shop, row in broken_everywhere()}


def test_sound_rows_are_sound(sound):
    assert broken_everywhere() == []
    out = StringIO()
    call_command("check_invariants", stdout=out)
    assert out.getvalue() == "0 broken\n"


def lost_row(row):
    record("message.queued", "notification:00000000-0000-0000-0000-000000000001", at=NOON)


def lost_invoice(row):
    record("invoice.sent", "invoice:00000000-0000-0000-0000-000000000001", at=NOON)


def lost_reminder(row):
    record("party.reminded", row.party, at=NOON + HOUR, party=row.party)


def stuck(row):
    Notification.objects.exclude(pk=row.pk).update(state="submitting", lease_until=NOON - HOUR)


def waiting(row):
    Notification.objects.exclude(pk=row.pk).update(state="queued", next_attempt_at=NOON - HOUR)


def unreported(row):
    Notification.objects.filter(pk=row.pk).update(state="accepted")


def out_of_order(row):
    Notification.objects.exclude(pk=row.pk).update(delivered_at=NOON - HOUR)


def early(row):
    _planned(row.invoice, due_at=NOON + HOUR, settled_at=NOON)


def left_nothing(row):
    _planned(row.invoice, due_at=NOON - 2 * HOUR, settled_at=NOON - HOUR)


def late(row):
    _planned(row.invoice, due_at=NOON - HOUR, state="waiting")


def unwilling(row):
    Preference.objects.create(party=row.party, often="off", changed_at=NOON - HOUR)


def silenced(row):
    SilentNumber.objects.create(phone=row.recipient, at=NOON - HOUR)


def at_night(row):
    night = Notification.objects.filter(kind__in=["payment_reminder", "overdue"])
    assert night.update(submitted_at=NOON - 12 * HOUR, sent_at=NOON - 12 * HOUR) == 1


def unheard_report(row):
    InboundEvent.objects.bulk_create(
        [
            InboundEvent(
                **{"provider": "twilio", "dedupe_key": "k", "word": "delivered", "at": NOON},
                **{"received_at": NOON - HOUR, "next_attempt_at": NOON},
            )
        ]
    )


def taken_twice(row):
    about = {"provider": "twilio", "notification_id": row.pk, "settled": "applied", "word": "sent"}
    about |= dict.fromkeys(("at", "received_at", "next_attempt_at"), NOON)
    InboundEvent.objects.bulk_create(
        [InboundEvent(dedupe_key=key, reference=key, **about) for key in ("SM1", "SM2")]
    )


def claimed(row):
    day = date(2026, 11, 20)
    claim_payment(row.invoice, amount=5, method="upi", reference="UTR9", paid_on=day, at=NOON)
    PaymentClaim.objects.update(status="confirmed")


CASES = {
    "I1": [lost_row, lost_invoice, lost_reminder],
    "I2": [taken_twice],
    "I3": [stuck, waiting],
    "I4": [unreported, out_of_order],
    "I11": [claimed],
    "I14": [early, left_nothing, late],
    "I17": [unwilling, silenced, at_night],
    "I19": [unheard_report],
}


@pytest.mark.parametrize(
    ("rule", "spoil"), [(rule, spoil) for rule, cases in CASES.items() for spoil in cases]
)
def test_a_broken_row_is_found_by_its_rule(asha, sound, rule, spoil):
    with asha.scope():
        spoil(Notification.objects.select_related("party", "invoice").get(pk=sound.pk))
    assert rules() == {rule}


@pytest.mark.parametrize(
    ("rules_found", "change"),
    [
        (
            {"I1"},
            "DELETE FROM notifications_scheduledsend; DELETE FROM notifications_deliveryevent;"
            " DELETE FROM notifications_notification",
        ),
        ({"I5"}, "UPDATE invoicing_numberseries SET value = value + 1 WHERE kind = 'invoice'"),
        ({"I6"}, "UPDATE invoicing_invoice SET seal = 'x'"),
        ({"I6", "I7"}, "UPDATE invoicing_invoiceline SET amount = amount + 1"),
        ({"I8"}, "UPDATE customers_party SET balance = balance + 1"),
        ({"I8", "I9"}, "UPDATE invoicing_invoice SET paid = paid + 1"),
        ({"I11"}, "UPDATE invoicing_payment SET by_id = NULL"),
        ({"I12"}, "UPDATE customers_party SET total_billed = total_billed + 1"),
        ({"I13"}, "UPDATE notifications_remindersent SET party_id = gen_random_uuid()"),
        ({"I16"}, "DELETE FROM core_event WHERE name = 'payment.recorded'"),
        ({"I16"}, "UPDATE accounts_membership SET role = 'clerk'"),
    ],
)
def test_rows_changed_with_the_triggers_off_are_found(sound, rules_found, change):
    as_superuser(f"SET session_replication_role = replica; {change}")
    assert rules() == rules_found


def test_a_repeat_that_is_flagged_is_no_secret(asha, sound):
    with asha.scope():
        taken_twice(sound)
        Notification.objects.update(possible_duplicate=True)
    assert rules() == set()


def test_one_reference_of_two_payments_is_found_however_it_is_written(asha, sound):
    with asha.scope():
        for reference in ("UTR1", "UTR2"):
            day = {"received_on": date(2026, 11, 20), "by": asha.user}
            record_payment(sound.party, amount=5, method="upi", reference=reference, **day)
    change = "UPDATE invoicing_payment SET reference = 'utr 1' WHERE reference = 'UTR2'"
    as_superuser(f"SET session_replication_role = replica; {change}")
    assert rules() == {"I10"}


def test_a_fact_that_nobody_hears_is_found(asha, sound):
    with asha.scope():
        record("message.failed", sound, at=NOON, party=sound.party, kind="otp")
    assert rules() == set()
    as_superuser("UPDATE core_pendingfact SET next_attempt_at = next_attempt_at - interval '1 h'")
    assert rules() == {"I1"}


def test_the_command_names_it_and_ends_with_one(asha, sound):
    with asha.scope():
        unreported(sound)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_invariants", "--json", stdout=out)
    [found] = json.loads(out.getvalue())
    assert (found["shop"], found["rule"], found["row"]) == (asha.business.name, "I4", sound.number)


def test_each_day_it_is_an_alarm_in_the_log(asha, sound, monkeypatch):
    monkeypatch.setattr("smartkhata.core.queue._publish", lambda task, ids: current_app.tasks[task](*ids))
    with asha.scope():
        unreported(sound)
    with capture_logs() as logs:
        current_app.tasks["notifications.check_invariants"]()
    [alarm] = [entry for entry in logs if entry["event"] == "invariant_broken"]
    assert (alarm["log_level"], alarm["rule"], alarm["row"]) == ("error", "I4", sound.number)
