"""POST /api/customers/auto-register: the network document's endpoint 2, and whose phone it is."""

import pytest

from customers.models import Party
from customers.testing import a_party
from invoicing.services.invoices import accept_draft
from invoicing.services.walk_ins import start_walk_in
from notifications.models import OutboxMessage
from portal.models import Link, NetworkProfile
from portal.services import codes
from smartkhata.core.testing.queue import work

PATH = "/api/customers/auto-register"
PHONE = "+919876543210"
# The document's example, word for word.
EXAMPLE = {
    "name": "Ramesh Kumar",
    "phone": "+919876543210",
    "email": "ramesh@email.com",
    "profile_type": "individual",
    "auto_send_welcome_sms": True,
    "auto_tag_recent_invoices": False,
}

pytestmark = pytest.mark.django_db(transaction=True)


def kinds_sent():
    work()
    return sorted(OutboxMessage.objects.values_list("kind", flat=True))


def test_the_documents_example(asha):
    answer = asha.api.post(PATH, EXAMPLE)
    body = answer.json()
    assert answer.status_code == 201
    assert body["name"] == "Ramesh Kumar"
    assert (body["phone_verified"], body["email_verified"]) == (False, False)
    assert (body["otp_sent_to_phone"], body["otp_resend_after"]) == (True, 60)
    assert body["message"] == "Customer created. OTP sent to +919876543210"
    with asha.scope():
        party = Party.objects.get(pk=body["customer_id"])
        assert (party.email, party.profile_type) == ("ramesh@email.com", "individual")
        profile = NetworkProfile.objects.get(phone=PHONE)
        assert Link.objects.get(profile=profile).party_id == party.pk
    assert profile.profile_name == "", "a shop's word is no proof of a name"
    assert kinds_sent() == ["otp", "welcome"]


def test_the_code_lets_the_customer_in(asha):
    asha.api.post(PATH, EXAMPLE)
    work()
    code = OutboxMessage.objects.get(kind="otp").code
    assert codes.check_code(PHONE, code, address="10.0.0.1").phone == PHONE


def test_without_the_wish_there_is_no_welcome(asha):
    asha.api.post(PATH, {"name": "Ramesh", "phone": PHONE})
    assert kinds_sent() == ["otp"]


def test_the_same_phone_and_first_name_is_the_same_customer(asha):
    with asha.scope():
        known = a_party(name="Mr. RAMESH Kumar", phone=PHONE, email="")
    answer = asha.api.post(PATH, EXAMPLE)
    assert (answer.status_code, answer.json()["created"]) == (200, False)
    assert answer.json()["customer_id"] == str(known.pk)
    with asha.scope():
        assert Party.objects.count() == 1
        assert Party.objects.get().email == "ramesh@email.com", "what was not known is kept"


def test_another_first_name_is_a_question_with_its_answers(asha):
    with asha.scope():
        known = a_party(name="Suresh Patel", phone=PHONE)
    answer = asha.api.post(PATH, EXAMPLE)
    body = answer.json()
    assert (answer.status_code, body["error"]["code"]) == (409, "phone_conflict")
    assert body["customer"]["customer_id"] == str(known.pk)
    assert [choice["phone_conflict"] for choice in body["choices"]] == [
        "use_existing",
        "move_phone",
        "without_phone",
    ]
    assert kinds_sent() == [], "nobody is told before the owner has said who it is"


@pytest.mark.parametrize(
    ("choice", "status", "suresh", "ramesh"),
    [
        ("use_existing", 200, PHONE, None),
        ("move_phone", 201, "", PHONE),
        ("without_phone", 201, PHONE, ""),
    ],
)
def test_the_owner_says_whose_phone_it_is(asha, choice, status, suresh, ramesh):
    with asha.scope():
        a_party(name="Suresh Patel", phone=PHONE)
    assert asha.api.post(PATH, {**EXAMPLE, "phone_conflict": choice}).status_code == status
    with asha.scope():
        held = dict(Party.objects.values_list("name", "phone"))
    assert (held["Suresh Patel"], held.get("Ramesh Kumar")) == (suresh, ramesh)


def test_recent_bills_of_the_phone_become_the_customers(asha):
    rice = {"description": "Rice", "quantity": "1", "unit": "bag", "rate": "1000"}
    with asha.scope():
        for name in ("Ramesh", "Sita"):
            accept_draft(start_walk_in(name=name, phone=PHONE, lines=[rice], by=asha.user), by=asha.user)
    answer = asha.api.post(PATH, {**EXAMPLE, "auto_tag_recent_invoices": True}).json()
    assert answer["tagged_invoices"] == 1
    with asha.scope():
        assert Party.objects.get(pk=answer["customer_id"]).balance == 1000


def test_a_second_press_within_the_minute_sends_no_second_code(asha):
    asha.api.post(PATH, EXAMPLE)
    again = asha.api.post(PATH, EXAMPLE).json()
    assert again["otp_sent_to_phone"] is False
    assert 0 < again["otp_resend_after"] <= 60
    assert kinds_sent() == ["otp", "welcome"]


@pytest.mark.parametrize(
    "body", [{}, {"name": "R"}, {"name": "", "phone": PHONE}, {"name": "R", "phone": "12"}]
)
def test_what_is_missing_is_named(asha, body):
    answer = asha.api.post(PATH, body)
    assert answer.status_code == 400
    assert answer.json()["error"]["fields"]


def test_the_page_asks_and_takes_the_answer(asha):
    with asha.scope():
        a_party(name="Suresh Patel", phone=PHONE)
    form = {"name": "Ramesh Kumar", "phone": PHONE, "profile_type": "individual", "welcome": "on"}
    page = asha.client.post(asha.url("customers/register/"), form)
    assert page.status_code == 409
    assert b"Whose phone is it?" in page.content
    stale = {**form, "on_clash": "use_existing", "asked_phone": "+919876500000"}
    assert asha.client.post(asha.url("customers/register/"), stale).status_code == 409, "about another phone"
    answer = {**form, "on_clash": "move_phone", "asked_phone": PHONE}
    assert asha.client.post(asha.url("customers/register/"), answer).status_code == 302
    assert kinds_sent() == ["otp", "welcome"]
