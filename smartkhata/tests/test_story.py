"""The sentence, by URL: a draft becomes an invoice, a message, a payment, a number. Read this file first."""

import pytest
from django.core.management import call_command
from django.test import Client

from invoicing.documents.render import pdf_available
from notifications.models import OutboxMessage
from smartkhata.core.testing.queue import work

PHONE = "+919876543210"
SHOP = {
    "email": "asha@example.com",
    "password": "a long enough sentence",
    "name": "Asha",
    "shop": "Asha Traders",
    "country": "IN",
}


class App:
    """A phone with the app: it holds a token and speaks JSON."""

    def __init__(self, token=""):
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def get(self, path, expect=200):
        return self._answer(Client().get(path, headers=self.headers), expect)

    def post(self, path, body, expect=200):
        answer = Client().post(path, body, content_type="application/json", headers=self.headers)
        return self._answer(answer, expect)

    def _answer(self, response, expect):
        assert response.status_code == expect, response.content.decode()
        return response.json()


def last_message(kind, channel="sms"):
    return OutboxMessage.objects.filter(kind=kind, channel=channel).latest("pk")


@pytest.mark.django_db(transaction=True)
def test_a_sentence_becomes_a_number():
    owner = App(App().post("/api/auth/sign-up", SHOP, 201)["access"])
    customer = add_a_customer_with_credit(owner)
    invoice_number = write_and_send(owner, customer)
    link_shows_the_amount_and_nothing_personal()
    me, bill = prove_the_phone(invoice_number)
    claim_id = say_it_is_paid(me, bill)
    assert owner.get(customer)["financial_summary"]["outstanding_balance"] == 45500, "a claim moves no money"
    confirm(owner, claim_id)
    assert me.get("/api/customer-portal/balance")["total_outstanding"] == 500
    assert owner.get(f"/api/invoices/{invoice_number}")["balance_due"] == 0
    call_command("roll_up")
    day = owner.get("/api/analytics/customer-network")["daily_trend"][-1]
    assert (day["new_customers"], day["invoices_sent"], day["payments_received"]) == (1, 1, 45000)


def add_a_customer_with_credit(owner):
    ramesh = {"name": "Ramesh Kumar", "phone": "98765 43210", "email": "ramesh@example.com"}
    added = owner.post("/api/customers", ramesh, 201)
    assert (added["customer_id"], added["phone"]) == ("CUST-0001", PHONE)
    customer = f"/api/customers/{added['customer_id']}"
    assert owner.post(f"{customer}/entries", {"type": "gave", "amount": 500}, 201)["balance"] == 500
    return customer


def write_and_send(owner, customer):
    sentence = {"prompt": "3 months of web hosting at 15,000 per month"}
    draft = owner.post(f"{customer}/invoices/generate", sentence, 201)
    assert draft["invoice_data"]["items"][0]["unit"] == "month"
    assert draft["invoice_data"]["total"] == 45000, "the server computes the money"
    sending = f"{customer}/invoices/drafts/{draft['draft_id']}/send"
    sent = owner.post(sending, {"send_via": "both"})
    work()
    assert owner.post(sending, {"send_via": "both"}, 409)["invoice_id"] == sent["invoice_id"]
    sms, email = last_message("invoice_created"), last_message("invoice_created", "email")
    assert sms.to == PHONE and sent["invoice_id"] in sms.body
    assert email.to == "ramesh@example.com" and bool(email.attachments) == pdf_available()
    return sent["invoice_id"]


def link_shows_the_amount_and_nothing_personal():
    token = last_message("invoice_created").links[0].partition("t=")[2]
    seen = App().get(f"/api/customer-portal/link?t={token}")
    assert seen["amount_due"] == 45000
    assert "Ramesh" not in str(seen)


def prove_the_phone(invoice_number):
    App().post("/api/customer-portal/otp", {"phone": PHONE}, 202)
    work()
    code = {"phone": PHONE, "otp": last_message("otp").code}
    entered = App().post("/api/customer-portal/register", code)
    assert entered["customer_name"] == "Ramesh Kumar"
    assert entered["businesses"][0]["total_outstanding"] == 45500
    me = App(entered["token"])
    bill = me.get("/api/customer-portal/invoices")["invoices"][0]
    assert (bill["status"], bill["invoice_number"]) == ("unpaid", invoice_number)
    return me, bill


def say_it_is_paid(me, bill):
    claims = f"/api/customer-portal/invoices/{bill['invoice_id']}/payment-claims"
    paid = {"amount": 45000, "method": "upi", "reference": "4321 8765 0001"}
    claim_id = me.post(claims, paid, 201)["claim_id"]
    assert me.post(claims, paid, 200)["claim_id"] == claim_id, "the same reference is the same claim"
    return claim_id


def confirm(owner, claim_id):
    waiting = owner.get("/api/payment-claims?status=pending")["claims"]
    assert [row["claim_id"] for row in waiting] == [claim_id]
    confirmed = owner.post(f"/api/payment-claims/{claim_id}/confirmation", {}, 201)
    assert (confirmed["invoice_status"], confirmed["customer_balance"]) == ("paid", 500)
    work()
    assert "45,000" in last_message("receipt_sent").body
