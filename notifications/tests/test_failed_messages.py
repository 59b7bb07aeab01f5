"""Messages that reached nobody wait for the owner, who sends them another way or corrects the address."""

import pytest
from django.utils import timezone

from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications import kinds
from notifications.models import Notification, Preference
from notifications.services.failures import other_channel
from notifications.services.outbox import queue, tell_party
from notifications.testing import an_sms, change, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(asha, no_worker):
    """An SMS that bounced, of a customer who also has an e-mail address."""
    row = an_sms(asha, name="Sunita", email="sunita@example.com")
    change(asha, row, state="bounced", error_message="Handset switched off")
    return row


def page(person):
    return person.client.get(person.url("messages/failed/")).content.decode()


def settle(person, row, **form):
    return person.client.post(person.url(f"messages/{row.number}/settling/"), form)


def test_it_says_who_why_and_what_to_do(asha, failed):
    text = page(asha)
    assert "Sunita" in text and "Handset switched off" in text
    assert "Send by E-mail" in text and "Send again" in text and "Wrong number" in text
    assert text.count('class="button primary" name="channel"') == 1
    assert text.index("Correct the number") < text.index("Something else") < text.index("Wrong number")


def test_sent_another_way_it_leaves_the_list(asha, failed):
    settle(asha, failed, channel="email")
    with asha.scope():
        copy = Notification.objects.get(replaces=failed)
    assert copy.recipient == "sunita@example.com"
    assert "Every message found its reader" in page(asha)


def test_a_wrong_number_gets_nothing_more_and_asks_for_the_right_one(asha, failed):
    answer = settle(asha, failed, wrong="1")
    assert answer.headers["Location"].endswith("/edit/")
    with asha.scope():
        assert Preference.objects.get(party=failed.party_id).is_wrong_number
    assert "Every message found its reader" in page(asha)


def test_a_number_that_is_not_theirs_is_only_put_aside(asha, failed):
    """It went to the number before the correction, or to the accountant."""
    with asha.scope():
        change_party(failed.party, by=asha.user, phone="+919876500002")
    assert "Wrong number" not in page(asha)
    answer = settle(asha, failed, wrong="1")
    assert answer.headers["Location"].endswith("/messages/failed/")
    with asha.scope():
        assert not Preference.objects.filter(party=failed.party_id, is_wrong_number=True).exists()
    assert "Every message found its reader" in page(asha)


def test_put_aside_it_stays_failed(asha, failed):
    settle(asha, failed, aside="1")
    assert "Every message found its reader" in page(asha)
    assert fresh(asha, failed).state == "bounced"


def test_a_message_that_went_well_is_not_sent_again(asha, no_worker):
    row = an_sms(asha)
    change(asha, row, state="delivered")
    settle(asha, row, channel="sms")
    with asha.scope():
        assert not Notification.objects.filter(replaces=row).exists()


def lost(person, kind):
    """The row of `kind` that was queued for Sunita, as if no one had got it."""
    with person.scope():
        [row] = Notification.objects.filter(kind=kind)
    change(person, row, state="failed", error_message="Handset switched off")
    return row


def copy_of(person, row):
    with person.scope():
        return Notification.objects.get(replaces=row)


def test_a_reminder_goes_another_way(asha, no_worker):
    with asha.scope():
        party = a_party(asha.user, name="Sunita", phone="+919876500001", email="sunita@example.com")
        at = timezone.now().replace(hour=6)
        invoice = an_invoice(asha.user, party)
        tell_party(kinds.reminder([invoice], tone="friendly", occurrence="1"), at=at)
    row = lost(asha, "payment_reminder")
    assert "Send by E-mail" in page(asha) and "Send again" in page(asha)
    settle(asha, row, channel="email")
    copy = copy_of(asha, row)
    assert (copy.kind, copy.recipient) == ("payment_reminder", "sunita@example.com")
    assert invoice.number in copy.body


def test_ones_own_words_go_again_where_they_may(asha, no_worker):
    with asha.scope():
        party = a_party(asha.user, name="Sunita", phone="+919876500001", email="sunita@example.com")
        queue(kinds.FreeMessage(party, text="Closed on Monday", subject="Diwali"), "email", party.email)
    row = lost(asha, "message")
    text = page(asha)
    # To India an SMS carries registered texts only, and WhatsApp begins with approved ones.
    assert "Send by SMS" not in text and "Send by WhatsApp" not in text and "Send again" in text
    settle(asha, row, channel="sms")
    with asha.scope():
        assert not Notification.objects.filter(replaces=row).exists()
    settle(asha, row, channel="email")
    copy = copy_of(asha, row)
    assert copy.subject == "Diwali" and "Closed on Monday" in copy.body


def test_a_welcome_goes_by_whatsapp(asha, no_worker):
    with asha.scope():
        party = a_party(asha.user, name="Sunita", phone="+919876500001")
        queue(kinds.KINDS["welcome"](party), "sms", party.phone)
    row = lost(asha, "welcome")
    settle(asha, row, channel="whatsapp")
    assert "Sunita" in copy_of(asha, row).body


def test_a_channel_without_words_for_it_is_not_offered(asha, failed, monkeypatch):
    monkeypatch.setattr("notifications.kinds.base.has_text", lambda kind, channel: channel == "sms")
    assert "Send by" not in page(asha)
    settle(asha, failed, channel="email")
    assert "no text for that channel" in page(asha)
    with asha.scope():
        assert other_channel(failed) is None


def test_the_report_counts_by_day_channel_and_type(asha, failed):
    text = asha.client.get(asha.url("messages/")).content.decode()
    assert "By channel" in text and "By day" in text and ">Invoice<" in text
    assert b"by_channel,sms,1,0,1" in b"".join(asha.client.get(asha.url("messages/?format=csv")))


def test_the_report_tells_no_share_of_what_nobody_has_reported(asha, no_worker):
    row = an_sms(asha)
    change(asha, row, state="sent")
    text = asha.client.get(asha.url("messages/")).content.decode()
    assert "no report yet" in text and ">0.0<" not in text
    change(asha, row, state="delivered")
    text = asha.client.get(asha.url("messages/")).content.decode()
    assert "no report yet" not in text and ">–<" in text, "one message is too few for a share"


def test_days_that_are_none_are_said(asha):
    answer = asha.client.get(asha.url("messages/?date_from=yesterday"))
    assert answer.status_code == 400 and "Give a day like" in answer.content.decode()


def test_home_leads_to_the_list(asha, failed):
    assert asha.url("messages/failed/") in asha.client.get(asha.url()).content.decode()
