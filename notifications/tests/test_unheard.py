"""A letter to the shop's own people that reached nobody: they see it in the bell, and hear by another way once."""

from datetime import date

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.services.claims import claim_payment
from invoicing.testing import an_invoice
from notifications.models import Notice, Notification
from notifications.services.failures import fail
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
PHONE = "+919876511111"


@pytest.fixture
def owner(asha):
    asha.user.email_confirmed_at = timezone.now()
    asha.user.save()
    return asha


@pytest.fixture
def with_phone(owner):
    owner.business.phone = PHONE
    owner.business.save()
    return owner


def claimed(person, reference="UTR1"):
    with person.scope():
        invoice = an_invoice(person.user, a_party(person.user))
        claim_payment(invoice, amount=10, method="upi", reference=reference, paid_on=date(2026, 11, 20))
    work()


def lose(person, channel):
    """The letters that are out by the channel come back."""
    with person.scope():
        for row in Notification.objects.filter(kind="notice", channel=channel).exclude(state="bounced"):
            fail(row, state="bounced")
    work()


def told(person):
    with person.scope():
        rows = Notification.objects.filter(kind="notice").order_by("created_at")
        return list(rows.values_list("channel", "recipient"))


def test_the_bell_says_it_and_leads_to_where_the_address_is_corrected(owner):
    claimed(owner)
    lose(owner, "email")
    page = owner.client.get(owner.url("notices/")).content.decode()
    assert f"We could not e-mail you at {owner.user.email}. Check the address." in page
    with owner.scope():
        row = Notice.objects.get(event__name="message.failed")
    assert owner.client.post(owner.url(f"notices/{row.pk}/"))["Location"] == "/account/"
    assert told(owner) == [("email", owner.user.email)]


def test_the_owner_hears_the_same_by_the_shops_phone_once(with_phone):
    claimed(with_phone)
    lose(with_phone, "email")
    both = [("email", with_phone.user.email), ("sms", PHONE)]
    assert told(with_phone) == both
    lose(with_phone, "sms")
    assert told(with_phone) == both, "two ways that fail don't call each other for ever"
    page = with_phone.client.get(with_phone.url("notices/")).content.decode()
    assert "We could not send an SMS to your shop&#x27;s phone +91 98765 11111." in page


def test_the_same_address_is_told_of_once_until_it_is_read(owner):
    for reference in ("UTR1", "UTR2"):
        claimed(owner, reference)
        lose(owner, "email")
    with owner.scope():
        assert Notice.objects.filter(event__name="message.failed").count() == 1
        Notice.objects.update(read_at=timezone.now())
    claimed(owner, "UTR3")
    lose(owner, "email")
    with owner.scope():
        assert Notice.objects.filter(event__name="message.failed").count() == 2


def test_what_was_read_in_the_bell_is_not_told_another_way(with_phone):
    claimed(with_phone)
    with with_phone.scope():
        Notice.objects.update(read_at=timezone.now())
    lose(with_phone, "email")
    assert len(told(with_phone)) == 1


def test_a_members_lost_letter_does_not_ring_the_owners_phone(with_phone, brian):
    brian.user.email_confirmed_at = timezone.now()
    brian.user.save()
    claimed(with_phone)
    with with_phone.scope():
        fail(Notification.objects.get(kind="notice", recipient=brian.user.email), state="failed")
    work()
    assert PHONE not in dict(told(with_phone)).values()
    with with_phone.scope():
        assert Notice.objects.get(event__name="message.failed").user == brian.user
