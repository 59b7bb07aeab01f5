"""The sentence, by URL: a draft becomes an invoice, a message, a payment, a number. Read this file first."""

import pytest
from django.core.management import call_command
from django.test import Client

from notifications.models import OutboxMessage
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "+919876543210"


def api(method, path, body=None, **headers):
    more = {"data": body, "content_type": "application/json"} if body is not None else {}
    return getattr(Client(), method)(path, headers=headers, **more)


def ok(response, status=200):
    assert response.status_code == status, response.content.decode()
    return response.json()


def last_message(kind, channel="sms"):
    return OutboxMessage.objects.filter(kind=kind, channel=channel).latest("pk")


def test_a_sentence_becomes_a_number():
    # A merchant signs up and adds a customer.
    owner = ok(
        api(
            "post",
            "/api/auth/sign-up",
            {
                "email": "asha@example.com",
                "password": "a long enough sentence",
                "name": "Asha",
                "shop": "Asha Traders",
                "country": "IN",
            },
        ),
        201,
    )
    token = {"authorization": f"Bearer {owner['access']}"}
    ramesh = ok(
        api(
            "post",
            "/api/customers",
            {"name": "Ramesh Kumar", "phone": "98765 43210", "email": "ramesh@example.com"},
            **token,
        ),
        201,
    )
    assert ramesh["customer_id"] == "CUST-0001" and ramesh["phone"] == PHONE

    # She notes what was given on credit.
    customer = f"/api/customers/{ramesh['customer_id']}"
    entry = ok(api("post", f"{customer}/entries", {"type": "gave", "amount": 500}, **token), 201)
    assert entry["balance"] == 500

    # She writes one sentence and gets a draft; the server computed the money.
    draft = ok(
        api(
            "post",
            f"{customer}/invoices/generate",
            {"prompt": "3 months of web hosting at 15,000 per month"},
            **token,
        ),
        201,
    )
    assert draft["invoice_data"]["total"] == 45000
    assert draft["invoice_data"]["items"][0]["unit"] == "month"

    # She sends it by SMS and e-mail.
    drafts = f"{customer}/invoices/drafts/{draft['draft_id']}"
    sent = ok(api("post", f"{drafts}/send", {"send_via": "both"}, **token))
    assert sent["sent_via"]["sms"]["status"] in ("sent", "pending")
    work()
    assert ok(api("post", f"{drafts}/send", {"send_via": "both"}, **token), 409)["invoice_id"]
    sms, email = last_message("invoice_created"), last_message("invoice_created", "email")
    assert sms.to == PHONE and "INV-" in sms.body and email.to == "ramesh@example.com"

    # The customer opens the link and sees the amount, and nothing personal.
    link_token = sms.links[0].partition("t=")[2]
    seen = ok(Client().get("/api/customer-portal/link", {"t": link_token}))
    assert seen["amount_due"] == 45000 and "Ramesh" not in str(seen)

    # The phone proves itself with a code: now all is visible.
    ok(api("post", "/api/customer-portal/otp", {"phone": PHONE}), 202)
    work()
    code = last_message("otp").code
    entered = ok(api("post", "/api/customer-portal/register", {"phone": PHONE, "otp": code}))
    assert entered["customer_name"] == "Ramesh Kumar"
    assert entered["businesses"][0]["total_outstanding"] == 45500
    me = {"authorization": f"Bearer {entered['token']}"}
    bill = ok(api("get", "/api/customer-portal/invoices", **me))["invoices"][0]
    assert bill["status"] == "unpaid" and bill["invoice_number"] == sent["invoice_id"]

    # The customer pays by UPI and says so; the balance waits for the shop's word.
    claims = f"/api/customer-portal/invoices/{bill['invoice_id']}/payment-claims"
    claim_body = {"amount": 45000, "method": "upi", "reference": "4321 8765 0001"}
    claim = ok(api("post", claims, claim_body, **me), 201)
    assert ok(api("post", claims, claim_body, **me), 200)["claim_id"] == claim["claim_id"]
    assert ok(api("get", customer, **token))["financial_summary"]["outstanding_balance"] == 45500

    # The merchant confirms: the balance is right everywhere and a receipt goes out.
    waiting = ok(api("get", "/api/payment-claims?status=pending", **token))["claims"]
    assert [row["claim_id"] for row in waiting] == [claim["claim_id"]]
    confirmed = ok(api("post", f"/api/payment-claims/{claim['claim_id']}/confirmation", {}, **token), 201)
    assert confirmed["invoice_status"] == "paid" and confirmed["customer_balance"] == 500
    work()
    assert "45,000" in last_message("receipt_sent").body
    assert ok(api("get", "/api/customer-portal/balance", **me))["total_outstanding"] == 500
    assert ok(api("get", f"/api/invoices/{sent['invoice_id']}", **token))["balance_due"] == 0

    # And tomorrow it is a number.
    call_command("roll_up")
    network = ok(api("get", "/api/analytics/customer-network", **token))
    day = network["daily_trend"][-1]
    assert (day["new_customers"], day["invoices_sent"], day["payments_received"]) == (1, 1, 45000)
