"""What a status means, and to whom a phone belongs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Party
from customers.services.parties import add_party, change_party
from customers.services.standing import allow_for_a_day, is_allowed, refuse_suspended
from customers.testing import a_party
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "other", "code"),
    [
        ("phone", "phone", "phone_taken"),
        ("phone", "secondary_phone", "phone_taken"),
        ("secondary_phone", "phone", "phone_taken"),
        ("email", "secondary_email", "email_taken"),
        ("secondary_email", "secondary_email", "email_taken"),
    ],
)
def test_a_contact_belongs_to_one_active_party(asha, field, other, code):
    value = "98765 43210" if "phone" in field else "Ramesh@Example.com"
    with asha.scope():
        first = a_party(name="First", **{"phone": "", field: value})
        with pytest.raises(DomainError) as refused:
            add_party(name="Second", **{other: value})
        assert (refused.value.code, refused.value.status) == (code, 409)
        assert refused.value.extra["customer"]["customer_id"] == first.number
        assert other in refused.value.fields, "the field that was filled in now"
        change_party(first, by=asha.user, status="inactive")
        add_party(name="Second", **{other: value})


def test_the_same_number_twice_in_one_party_is_kept_once(asha):
    with asha.scope():
        party = add_party(name="Ramesh", phone="9876543210", secondary_phone="98765 43211")
        party = change_party(party, by=asha.user, phone="+91 98765 43211")
        party.refresh_from_db()
        assert (party.phone, party.secondary_phone) == ("+919876543211", "")


def test_a_suspended_party_is_refused_with_the_reason_until_the_owner_allows_it(asha):
    now = timezone.now()
    with asha.scope():
        party = change_party(a_party(), by=asha.user, status="suspended", status_reason="Cheques bounced")
        with pytest.raises(DomainError, match="Cheques bounced"):
            refuse_suspended(party)
        party = allow_for_a_day(party, by=asha.user, now=now)
        refuse_suspended(party, now=now)
        assert not is_allowed(party, now=now + timedelta(hours=25))
        party = change_party(party, by=asha.user, status="active")
        assert (party.status_reason, party.allowed_until) == ("", None)
        refuse_suspended(party)


def test_nobody_leaves_the_book_with_money_open(asha):
    with asha.scope():
        party = a_party(opening_balance=10)
        with pytest.raises(DomainError) as refused:
            change_party(party, by=asha.user, status="inactive")
        assert refused.value.code == "open_balance"


def test_a_change_tells_who_and_what_but_nothing_personal(asha):
    with asha.scope():
        party = a_party(phone="9876543210")
        change_party(party, by=asha.user, phone="9876543211", credit_limit=500, name="Ramesh K")
        event = Event.objects.filter(name="party.changed").get()
        assert event.actor_label == "Asha"
        assert event.data["fields"] == ["credit_limit", "name", "phone"]
        assert event.data["changes"] == {"credit_limit": [None, "500.00"]}
        assert "98765" not in str(event.data) and "Ramesh" not in str(event.data)


def test_ai_preferences_are_the_documents_own(asha):
    with asha.scope():
        kept = {"invoice_template": "simple", "include_tax": False}
        party = a_party(ai_preferences=kept)
        assert Party.objects.get(pk=party.pk).ai_preferences == kept
        for wrong in ({"invoice_template": "loud"}, {"default_currency": "KES"}, {"mood": "good"}):
            with pytest.raises(DomainError):
                change_party(party, by=asha.user, ai_preferences=wrong)
