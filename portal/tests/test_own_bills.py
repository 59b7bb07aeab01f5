"""What a signed-in customer reads: one word for one bill, money told apart from credit, and a way on from home."""

import pytest
from django.test import Client

from customers.services.ledger import note_entry
from customers.testing import a_party
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from notifications.models import OutboxMessage
from notifications.services.preferences import wishes_of
from smartkhata.core.clock import today
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876500001"


@pytest.fixture
def party(asha):
    with asha.scope():
        return a_party(asha.user, phone=PHONE)


@pytest.fixture
def me(party):
    client = Client()
    client.post("/portal/sign-in/", {"phone": PHONE})
    work()
    client.post("/portal/code/", {"code": OutboxMessage.objects.filter(kind="otp").latest("pk").code})
    return client


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def a_bill(asha, party, *, paid=0, credited=0):
    with asha.scope():
        bill = an_invoice(asha.user, party)
        if paid:
            day = today(asha.business)
            record_payment(party, amount=paid, method="cash", received_on=day, by=asha.user, invoice=bill)
        if credited:
            credit_invoice(bill, amount=credited, reason="Too dear", by=asha.user)
    return bill, f"/portal/invoices/{asha.business.pk}/{bill.pk}/"


def test_money_and_credit_stand_apart_in_the_portal_and_on_paper(asha, party, me):
    bill, path = a_bill(asha, party, paid=30000, credited=10000)
    page, paper = read(me, path), read(asha.client, asha.url(f"invoices/{bill.pk}/print/"))
    for amount in ("30,000.00", "10,000.00"):
        assert f"−₹{amount}" in page and f"−{amount}" in paper
    assert "−₹40,000.00" not in page and "−40,000.00" not in paper
    assert "Still due" in page and "Credited, withheld or written off" in paper


@pytest.mark.parametrize(("paid", "word"), [(0, "Unpaid"), (10000, "Partly paid"), (45000, "Paid")])
def test_a_bill_has_one_word_on_every_page(asha, party, me, paid, word):
    bill, path = a_bill(asha, party, paid=paid)
    for page in (path, "/portal/?status=all", f"/portal/shops/{asha.business.pk}/"):
        assert f">{word}</span>" in read(me, page), page
    for page in (f"invoices/{bill.pk}/", "invoices/", f"customers/{party.pk}/"):
        assert f">{word}</span>" in read(asha.client, asha.url(page)), page
    assert ("₹45,000.00</p>" in read(me, path)) is (paid in (0, 45000)), "what was paid shows its total"


def test_home_leads_to_the_bill_that_is_due_first(asha, party, me):
    _, path = a_bill(asha, party)
    home = read(me, "/portal/")
    assert f'href="{path}"' in home and "Pay ₹45,000" in home


def test_home_says_where_a_debt_without_a_bill_stands(asha, party, me):
    with asha.scope():
        note_entry(party, direction="gave", amount=500, on=today(asha.business), by=asha.user)
    home = read(me, "/portal/")
    assert "You owe" in home and "stands in the khata" in home and "Pay ₹" not in home
    assert "No bills here." in read(me, "/portal/?status=paid")


def test_wishes_are_open_to_who_is_signed_in_and_to_no_other_shop(asha, charlie, party, me):
    path = f"/portal/shops/{asha.business.pk}/wishes/"
    assert path in read(me, f"/portal/shops/{asha.business.pk}/")
    assert "Messages from" in read(me, path)
    assert me.post(path, {"often": "daily", "language": "en"}).status_code == 302
    with asha.scope():
        assert wishes_of(party).often == "daily"
    assert me.get(f"/portal/shops/{charlie.business.pk}/wishes/").status_code == 404
    assert Client().get(path).status_code == 302
