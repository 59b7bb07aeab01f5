"""Secrets: links and codes are clear at the provider call only; what rests keeps the places for them."""

import uuid

import pytest
from django.core import serializers

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.services.quotes import give_quote
from invoicing.testing import LINE, an_invoice
from notifications import kinds
from notifications.models import Notification
from notifications.services import outbox
from notifications.services.papers import send_quote
from notifications.testing import deliver
from smartkhata.core.clock import today
from smartkhata.core.codes import code_for
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything_told(asha, use_provider, by_day):
    """One message of each kind and channel, delivered: what the provider got, and the challenge of the code."""
    fake, challenge = use_provider(), uuid.uuid4()
    with asha.scope():
        party = a_party(asha.user, email="ramesh@example.com", welcome=True)
        invoice = an_invoice(asha.user, party)
        outbox.send_invoice(invoice, channels=["sms", "email"], by=asha.user, include_pdf=False)
        outbox.share_on_whatsapp(invoice, by=asha.user)
        send_quote(give_quote(party, lines=[LINE], by=asha.user), channels=["sms"], by=asha.user)
        day = today(asha.business)
        # A reminder that waits ends with a payment, so the payment comes first.
        record_payment(party, amount=500, method="cash", received_on=day, by=asha.user)
        for tone in ("friendly", "overdue"):
            outbox.tell_party(kinds.reminder([invoice], tone=tone, occurrence=tone))
        outbox.send_code(
            business=asha.business, party=party, phone=party.phone, challenge=challenge, occurrence="1"
        )
    work()
    deliver()
    return fake.got, challenge


def rows_of(person):
    with person.scope():
        return list(Notification.objects.all())


def test_what_is_sent_holds_them_clear(everything_told):
    got, challenge = everything_told
    letters = {"invitation", "password_reset", "email_confirmation"}  # test_account_letters.py
    to_the_shop = {
        "notice",
        "digest",
        "test",
        "trial",
    }  # they hold nobody's link: test_notices.py, test_accounts.py
    # test_gathering.py, test_broadcasting.py, test_crediting.py, test_replies.py
    elsewhere = {"gathered", "message", "credit_note_given", "stopped"}
    assert {message.kind for message in got} == set(kinds.KINDS) - letters - to_the_shop - elsewhere
    for message in got:
        assert "{link}" not in message.body and "{code}" not in message.body
        assert message.links or message.kind == "otp"
    [otp] = [message for message in got if message.kind == "otp"]
    assert otp.code == code_for(challenge) and otp.code in otp.body


def test_what_rests_holds_no_token_and_no_code(everything_told, asha):
    got, challenge = everything_told
    tokens = {link.partition("t=")[2] for message in got for link in message.links if "t=" in link}
    stored = serializers.serialize("json", rows_of(asha))
    assert tokens and not any(token in stored for token in tokens)
    assert code_for(challenge) not in stored


def test_each_body_keeps_the_places_for_them(everything_told, asha):
    for row in rows_of(asha):
        assert ("{code}" if row.kind == "otp" else "{link}") in row.body
