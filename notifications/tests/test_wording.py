"""A newcomer's own words that look like phishing are shown to staff, and no mail pretends to come from a bank."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Party
from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications import kinds
from notifications.models import SenderReview
from notifications.services import limits
from notifications.services.outbox import queue, send_invoice
from notifications.services.texts import save_text
from notifications.suspicious import suspicious
from smartkhata.core.models import Business

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]
BAIT = "Your KYC ends today, see https://bit.ly/x1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BAIT, ["bit.ly", "kyc"]),
        ("Send the OTP. CLICK  here", ["click here", "otp"]),
        ("आपका केवाईसी आज खत्म", ["केवाईसी"]),
        ("Hongera, umeshinda!", ["umeshinda"]),
        ("Rabbit.ly/x, T.co, totp; closed on Monday, pay Rs 500 by 12 Dec", []),
    ],
)
def test_what_staff_should_see(text, found):
    assert suspicious(text) == found


def bill(person, message):
    with person.scope():
        party = Party.objects.first() or a_party(email="ramesh@example.com")
        invoice = an_invoice(person.user, party)
        return send_invoice(invoice, channels=["email"], message=message, by=person.user)["email"][0]


def reviews():
    return [(row.reason, row.figures) for row in SenderReview.objects.all()]


def test_a_newcomers_words_go_and_are_shown_once(asha):
    assert bill(asha, BAIT).state == "queued"
    bill(asha, BAIT)
    assert reviews() == [("words", {"words": ["bit.ly", "kyc"]})]
    limits.decide(SenderReview.objects.get(), tier="", by=asha.user)
    bill(asha, BAIT)
    assert len(reviews()) == 1, "staff have just seen it"


def test_a_message_to_many_and_a_text_of_the_shops_own_are_looked_at_too(asha):
    with asha.scope():
        party = a_party(email="ramesh@example.com")
        queue(kinds.FreeMessage(party, text=BAIT), "email", party.email)
        assert reviews()
        SenderReview.objects.all().delete()
        body = "Dear {name}, enter your password at {link}"
        save_text(("invoice_created", "default", "email", "en"), subject="Bill", body=body, by=asha.user)
    assert reviews() == [("words", {"words": ["password"]})]


def test_usual_words_and_a_known_shop_are_left_alone(asha):
    bill(asha, "Thank you for your business.")
    Business.objects.filter(pk=asha.business.pk).update(created_at=timezone.now() - timedelta(days=8))
    bill(asha, BAIT)
    assert reviews() == []
