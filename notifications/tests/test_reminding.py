"""Reminders go out once a step, in one message a customer, for what is left, and stop when they should."""

from datetime import UTC, date, datetime, timedelta

import pytest

from customers.testing import a_party
from invoicing.services.agreements import close_dispute, open_dispute, promise_payment
from invoicing.services.claims import claim_payment
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications.models import Notification, ReminderSent
from notifications.services import preferences
from notifications.services.outbox import share_on_whatsapp
from notifications.services.reminders import planned, remind, remind_due, set_rules
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db
ISSUED = datetime(2026, 11, 1, 6, tzinfo=UTC)
DUE = date(2026, 12, 1)


def noon(days):
    """Half past eleven in India, `days` after the due date."""
    return datetime(2026, 12, 1, 6, tzinfo=UTC) + timedelta(days=days)


@pytest.fixture
def party(asha):
    with asha.scope():
        return a_party(asha.user, phone="+919876500011")


def bill(asha, party, **content):
    """A bill that has arrived: its owner handed it over."""
    invoice = an_invoice(asha.user, party, on=ISSUED.date(), at=ISSUED, due_on=DUE, **content)
    share_on_whatsapp(invoice, by=asha.user, at=ISSUED)
    return invoice


@pytest.fixture
def invoice(asha, party):
    with asha.scope():
        set_rules(is_on=True, ladder=[-3, 0, 3, 7], small_sum=50, by=asha.user)
        return bill(asha, party)


def run(asha, first=-10, last=40):
    for days in range(first, last):
        remind_due(asha.business.pk, at=noon(days))


def told(asha):
    with asha.scope():
        rows = Notification.objects.filter(kind__in=["payment_reminder", "overdue"]).order_by("created_at")
        return [(row.kind, row.template, (row.created_at.date() - DUE).days) for row in rows]


def test_the_whole_ladder_goes_out_once_each_from_friendly_to_overdue(asha, invoice):
    run(asha)
    run(asha)
    assert told(asha) == [
        ("payment_reminder", "default", -3),
        ("payment_reminder", "urgent", 0),
        ("overdue", "default", 3),
        ("overdue", "default", 7),
    ]


def test_the_message_tells_what_is_left_and_not_the_total(asha, invoice):
    with asha.scope():
        record_payment(
            invoice.party, amount=5000, method="cash", received_on=DUE, by=asha.user, invoice=invoice
        )
    remind_due(asha.business.pk, at=noon(3))
    with asha.scope():
        assert "Rs 40,000," in Notification.objects.get(kind="overdue").body


def test_who_has_just_paid_a_part_is_left_alone_for_three_days(asha, invoice):
    with asha.scope():
        record_payment(
            invoice.party, amount=5000, method="cash", received_on=DUE, by=asha.user, invoice=invoice
        )
    run(asha, first=0)
    assert [days for *_, days in told(asha)] == [3, 7]


def test_several_open_invoices_are_one_message(asha, party, invoice):
    with asha.scope():
        bill(asha, party)
    remind_due(asha.business.pk, at=noon(3))
    assert len(told(asha)) == 1
    with asha.scope():
        assert ReminderSent.objects.count() == 2
        assert " +1" in Notification.objects.get(kind="overdue").body


@pytest.mark.parametrize("hour", [2, 15, 22])
def test_nothing_goes_out_at_night(asha, invoice, hour):
    remind_due(asha.business.pk, at=noon(3).replace(hour=hour))
    assert told(asha) == []


def test_a_promise_and_a_dispute_stop_them_until_they_are_over(asha, invoice):
    with asha.scope():
        promise_payment(invoice, promised_on=DUE + timedelta(days=2), by=asha.user, at=ISSUED)
    remind_due(asha.business.pk, at=noon(0))
    with asha.scope():
        open_dispute(invoice, reason="Half was broken", by=asha.user)
    remind_due(asha.business.pk, at=noon(3))
    assert told(asha) == []
    with asha.scope():
        close_dispute(invoice, outcome="Agreed", by=asha.user)
    remind_due(asha.business.pk, at=noon(4))
    assert [days for *_, days in told(asha)] == [4]


def test_who_says_that_they_paid_is_not_reminded(asha, invoice):
    with asha.scope():
        claim_payment(invoice, amount=10, method="upi", reference="R1", paid_on=DUE)
    run(asha)
    assert told(asha) == []


def test_who_asked_for_silence_hears_nothing_but_codes(asha, invoice):
    with asha.scope():
        preferences.change_wishes(invoice.party, often="off", by="customer")
    run(asha)
    assert told(asha) == []


@pytest.mark.parametrize(
    "word,heeded", [("stop", True), (" Band  karo", True), ("बंद", True), ("please stop by", False)]
)
def test_a_reply_of_one_word_ends_messages(asha, party, word, heeded):
    with asha.scope():
        assert preferences.heed(party, word) is heeded
        assert (preferences.wishes_of(party).often == "off") is heeded


def test_a_wrong_number_is_protected_at_once_and_the_queue_forgets_it(asha, invoice):
    with asha.scope():
        remind(invoice.party, by=asha.user, at=noon(3))
        preferences.not_me(invoice.party, by="reader")
        assert Notification.objects.get(kind="overdue").state == "failed"
        with pytest.raises(DomainError):
            remind(invoice.party, by=asha.user, at=noon(10))


def test_one_tap_reminds_and_a_second_tap_is_refused_in_words(asha, invoice):
    with asha.scope():
        remind(invoice.party, by=asha.user, at=noon(5))
        with pytest.raises(DomainError, match="in the last days"):
            remind(invoice.party, by=asha.user, at=noon(6))


def test_a_shop_that_has_not_switched_it_on_reminds_nobody(asha, invoice):
    with asha.scope():
        set_rules(is_on=False, ladder=[0], small_sum=50, by=asha.user)
    run(asha)
    assert told(asha) == []


def test_the_dry_run_says_who_is_spared_and_why(asha, invoice):
    with asha.scope():
        invoice.party.send_reminders = False
        invoice.party.save()
        [plan] = planned(at=noon(3))
    assert plan.why_not == "Reminders are off for this customer."


LETTERS = [
    "payment_reminder",
    "payment_reminder.urgent",
    "overdue",
    "invoice_created",
    "receipt_sent",
    "welcome",
]


@pytest.mark.parametrize("language", ["en", "hi", "sw"])
@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_is_written_in_every_language(kind, language, settings):
    english = settings.BASE_DIR / f"templates/messages/{kind}.email.en.txt"
    text = english.with_name(f"{kind}.email.{language}.txt").read_text()
    assert text.startswith("{% autoescape off %}Subject:")
    assert language == "en" or text != english.read_text()
