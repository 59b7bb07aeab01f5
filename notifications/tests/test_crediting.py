"""A credit note goes out as a bill does, and the owner's words for it and for a quote stand in place of ours."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from customers.testing import a_party
from invoicing.services.corrections import correct_invoice
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.quotes import give_quote
from invoicing.testing import LINE, an_invoice
from notifications.models import Notification, OutboxMessage
from notifications.providers.base import Outcome
from notifications.segments import segments
from notifications.services.papers import send_credit_note, send_quote
from notifications.services.resending import resend
from notifications.services.texts import TONES, save_text, standard_text
from smartkhata.accounts.testing import open_shop
from smartkhata.core import phones
from smartkhata.core.models import Event
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876500001"


@pytest.fixture
def note(asha):
    return a_note(asha, phone=PHONE, email="ramesh@example.com")


def a_note(person, **party):
    with person.scope():
        invoice = an_invoice(person.user, a_party(person.user, **party))
        return credit_invoice(invoice, reason="One was broken", amount=4500, by=person.user)


def page(person, note):
    return person.client.get(person.url(f"credit-notes/{note.pk}/sending/")).content.decode()


def press(person, note, **fields):
    return person.client.post(person.url(f"credit-notes/{note.pk}/sending/"), fields)


def test_the_page_shows_the_words_and_one_press_sends_them(asha, note):
    text = page(asha, note)
    assert (
        phones.pretty(PHONE) in text
        and f"Credit note {note.number} from Asha Traders" in text
        and "already sent" not in text
    )
    assert (
        f"/credit-notes/{note.pk}/sending/"
        in asha.client.get(asha.url(f"credit-notes/{note.pk}/")).content.decode()
    )
    answer = press(asha, note, sms="on", email="on", include_pdf="on", message="Sorry for the trouble.")
    assert answer["Location"] == asha.url(f"credit-notes/{note.pk}/")
    work()
    sms, email = (OutboxMessage.objects.get(channel=channel) for channel in ("sms", "email"))
    assert f"credit note {note.number} of Rs 4,500 for invoice {note.invoice.number}" in sms.body
    assert "Sorry for the trouble." in email.body and "- Reason: One was broken" in email.body
    with asha.scope():
        assert set(Notification.objects.values_list("kind", "attach_pdf")) == {
            ("credit_note_given", True),
            ("credit_note_given", False),
        }
        assert Event.objects.get(name="credit.sent").data["channels"] == ["email", "sms"]
    assert "Credit note · SMS" in asha.client.get(asha.url(f"credit-notes/{note.pk}/")).content.decode()
    assert "You already sent this credit note on" in page(asha, note)


def test_words_can_be_looked_at_without_javascript_and_nothing_goes(asha, note):
    text = press(asha, note, sms="on", message="My words", look="1").content.decode()
    assert f"credit note {note.number}" in text and "My words" in text
    text = press(asha, note, sms="on", include_pdf="on", look="1").content.decode()
    assert "the link in this text opens the bill" in text
    with asha.scope():
        assert not Notification.objects.exists()


def test_the_link_opens_the_bill_and_the_wishes(asha, note):
    press(asha, note, sms="on")
    path = OutboxMessage.objects.get().links[0].removeprefix(settings.PUBLIC_BASE_URL)
    assert note.invoice.number in Client().get(path).content.decode()
    assert Client().get(path.replace("/p?", "/p/wishes?")).status_code == 200


def test_it_goes_where_the_bill_was_corrected_to(asha, note):
    with asha.scope():
        correct_invoice(note.invoice, email="accounts@example.com", by=asha.user)
        note.invoice.refresh_from_db()
        [row] = send_credit_note(note, channels=["email"], by=asha.user)["email"]
    assert row.recipient == "accounts@example.com" and "accounts@example.com" in page(asha, note)


def test_a_double_press_is_one_message_and_sharing_is_recorded(asha, note):
    with asha.scope():
        rows = [send_credit_note(note, channels=["sms"], by=asha.user)["sms"][0] for _ in range(2)]
    assert rows[0].pk == rows[1].pk
    answer = asha.client.post(asha.url(f"credit-notes/{note.pk}/sharing/"))
    assert 'href="https://wa.me/919876500001?text=Hello' in answer.content.decode()
    with asha.scope():
        assert Event.objects.filter(name="credit.shared", actor_id=asha.user.pk).exists()


def test_the_api_answers_channel_by_channel(asha, note):
    answer = asha.api.post(
        f"/api/credit-notes/{note.number}/send", {"send_via": "both", "include_pdf": False}
    )
    sent = answer.json()
    assert (answer.status_code, sent["credit_note_id"], sent["status"]) == (200, note.number, "sent")
    assert sent["sent_via"]["sms"]["sent_to"] == PHONE and sent["tracking"]["email_tracking_id"]


def test_a_failed_one_is_told_with_the_way_to_send_it_and_goes_again(asha, note, use_provider):
    use_provider(Outcome("rejected", error="Unknown number."))
    press(asha, note, sms="on")
    with asha.scope():
        failed = Notification.objects.filter(channel="sms").earliest("created_at")
        copy = resend(failed, recipient="98765 43210", country="IN", by=asha.user)
        assert (copy.body, copy.replaces_id) == (failed.body, failed.pk)
    told = asha.client.get(asha.url(f"customers/{note.party_id}/messages/")).content.decode()
    assert asha.url(f"credit-notes/{note.pk}/sending/") in told


def test_a_quote_that_was_sent_says_so_before_it_goes_again(asha):
    with asha.scope():
        quote = give_quote(a_party(asha.user, phone=PHONE), lines=[LINE], by=asha.user)
    address = asha.url(f"quotes/{quote.pk}/sending/")
    assert "already sent" not in asha.client.get(address).content.decode()
    with asha.scope():
        send_quote(quote, channels=["sms"], by=asha.user)
    assert "You already sent this quote on" in asha.client.get(address).content.decode()


@pytest.mark.parametrize("kind", ["quote_given", "credit_note_given"])
def test_the_owner_changes_the_text_of_both(kind):
    shop = open_shop("Zawadi Traders", "KE", phone="+254722000001")
    key = (kind, "default", "sms", "en")
    with shop.scope():
        assert "{link}" in standard_text(*key, shop.business)[1] and kind in TONES
        save_text(key, body="Karibu {name}: {amt} {link}", by=shop.user)
    text = shop.client.get(
        shop.url(f"message-texts/one/?kind={kind}&channel=sms&tone=default")
    ).content.decode()
    assert "Karibu {name}" in text and "Karibu Ramesh Kumar: 2,500" in text
    with shop.scope():
        if kind == "quote_given":
            paper = give_quote(
                a_party(shop.user, "Wanjiku", phone="+254722123456"), lines=[LINE], by=shop.user
            )
            [row] = send_quote(paper, channels=["sms"], by=shop.user)["sms"]
        else:
            paper = a_note(shop, name="Wanjiku", phone="+254722123456")
            [row] = send_credit_note(paper, channels=["sms"], by=shop.user)["sms"]
    assert row.body.startswith("Karibu Wanjiku: ")


@pytest.mark.parametrize(("language", "most"), [("en-IN", 1), ("en-KE", 1), ("sw", 1), ("hi", 2)])
def test_the_sms_costs_no_part_more_than_others(language, most):
    facts = {"biz": "B" * 18, "note": "CN-26-27-99999", "inv": "INV-26-27-99999", "amt": "99,99,999"}
    context = {"f": facts, "link": "https://smkh.in/p?t=AbCdEfGh01234567"}
    text = render_to_string(f"messages/credit_note_given.sms.{language}.txt", context).strip()
    assert segments(text)[2] <= most
