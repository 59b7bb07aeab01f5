"""The API of money: credit notes, write-off, payments, refunds, reversals, the day book."""

from datetime import date

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice

DAY = date(2026, 11, 20)
HOSTING = {"description": "Web Hosting Service", "quantity": 3, "unit": "months", "rate": 15000}
pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(asha):
    with asha.scope():
        return an_invoice(asha.user, a_party(asha.user), on=DAY)


def send(asha, path, body=None, method="post", expect=201):
    answer = getattr(asha.api, method)(f"/api/{path}", body or {})
    assert answer.status_code == expect, answer.content
    return answer.json()


def test_an_invoice_is_written_and_issued_in_one_step(asha):
    with asha.scope():
        party = a_party(asha.user)
    made = send(asha, "invoices", {"customer_id": party.number, "items": [HOSTING], "reference": "PO 7"})
    assert (made["total"], made["status"], made["reference"]) == (45000, "open", "PO 7")


def test_part_of_an_invoice_is_credited(asha, bill):
    note = send(
        asha,
        f"invoices/{bill.number}/credit-notes",
        {"reason": "A month less", "items": [{"position": 1, "quantity": 1}]},
    )
    assert (note["total"], note["invoice_id"], note["credit_note_id"]) == (
        15000,
        bill.number,
        "CN-26-27-00001",
    )
    seen = asha.api.get(f"/api/invoices/{bill.number}").json()
    assert (seen["balance_due"], seen["paid"], seen["credited"]) == (30000, 0, 15000)
    assert seen["credits"][0]["credit_note_id"] == note["credit_note_id"]
    assert asha.api.get(f"/api/credit-notes/{note['credit_note_id']}").json() == note


def test_more_than_was_billed_is_a_400_by_field(asha, bill):
    body = {"reason": "x", "items": [{"position": 1, "quantity": 4}]}
    refused = send(asha, f"invoices/{bill.number}/credit-notes", body, expect=400)
    assert refused["error"]["fields"] == {"items.1.quantity": "At most 3 can come back."}


def test_what_will_not_come_is_written_off_once(asha, bill):
    assert (
        send(asha, f"invoices/{bill.number}/write-off", {"reason": "Gone"}, expect=200)["status"]
        == "written_off"
    )
    again = send(asha, f"invoices/{bill.number}/write-off", {"reason": "Gone"}, expect=409)
    assert again["error"]["code"] == "not_open"


def test_a_payment_with_tax_withheld_settles_the_invoice(asha, bill):
    paid = send(
        asha, f"invoices/{bill.number}/payments", {"amount": 44100, "withheld": 900, "method": "bank"}
    )
    assert sorted((part["kind"], part["amount"]) for part in paid["allocations"]) == [
        ("payment", 44100),
        ("withheld", 900),
    ]
    assert asha.api.get(f"/api/invoices/{bill.number}").json()["status"] == "paid"


def test_an_advance_is_moved_paid_back_and_reversed_no_more(asha, bill):
    paid = send(asha, f"customers/{bill.party.number}/payments", {"amount": 50000, "method": "cash"})
    assert paid["unallocated"] == 5000
    number = paid["receipt_number"]
    body = {"allocations": [{"invoice_id": bill.number, "amount": 40000}]}
    moved = send(asha, f"payments/{number}/allocations", body, "put", 200)
    assert moved["unallocated"] == 10000
    back = send(asha, f"payments/{number}/refunds", {"amount": 10000, "method": "upi"})
    assert back["number"] == "RFND-0001"
    refused = send(asha, f"payments/{number}/reversal", {"kind": "mistake", "reason": "x"}, expect=409)
    assert refused["error"]["code"] == "refunded"
    assert asha.api.get("/api/payments").json()["total"] == 1


def test_a_bounced_cheque_shows_in_the_day_book(asha, bill):
    paid = send(
        asha,
        f"customers/{bill.party.number}/payments",
        {"amount": 45000, "method": "cheque", "reference": "77", "received_on": "2026-11-18"},
    )
    body = {"kind": "bounced", "reason": "No funds", "date": "2026-11-20"}
    assert send(asha, f"payments/{paid['payment_id']}/reversal", body, expect=200)["reversal"] == "bounced"
    book = asha.api.get("/api/day-book", date="2026-11-20").json()
    assert book["money"] == [
        {"method": "cheque", "before": 45000, "received": 0, "returned": 45000, "after": 0}
    ]
    assert [row["type"] for row in book["entries"]] == ["invoice", "reversal"]
    assert book["total"]["after"] == 0


def test_a_slip_in_the_address_is_mended(asha, bill):
    seen = send(asha, f"invoices/{bill.number}", {"email": "new@example.com"}, "patch", 200)
    assert (seen["customer_email"], seen["total"]) == ("new@example.com", 45000)
    assert seen["corrections"][0]["after"] == "new@example.com"
