"""Debit notes: the rest that an invoice did not ask for, with a number, a due day and a line in the khata."""

from datetime import date
from decimal import Decimal as D

import pytest

from customers.models import LedgerEntry
from customers.testing import a_party
from invoicing.documents.render import render_html
from invoicing.models import Invoice
from invoicing.selectors import document, find_invoice
from invoicing.selectors.numbers import next_number, series_of
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.debit_notes import debit_invoice
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from smartkhata.accounts.services.shops import change_shop
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
MORE = {"description": "Two bags more", "quantity": "2", "unit": "bag", "rate": "100", "tax_rate": "5"}


@pytest.fixture
def shop(asha):
    with asha.scope():
        gst = {"state_code": "27", "registration": "regular", "tax_id": "27AAPFU0939F1ZV"}
        change_shop(asha.business, by=asha.user, **gst)
        yield asha


def debited(shop, invoice, **more):
    return debit_invoice(invoice, lines=[MORE], reason="More was delivered", by=shop.user, on=DAY, **more)


def test_it_has_its_own_series_and_raises_the_khata(shop):
    party = a_party(shop.user, state_code="27")
    invoice = an_invoice(shop.user, party, on=DAY)
    note = debited(shop, invoice)
    assert (note.number, note.title, note.total) == ("DN-26-27-00001", "Debit Note", D("210.00"))
    assert [(row["name"], row["amount"]) for row in note.tax_lines] == [("CGST", "5.00"), ("SGST", "5.00")]
    line = LedgerEntry.objects.get(kind="debit_note")
    assert (line.amount, line.source) == (D("210.00"), f"invoice:{note.pk}:issued")
    party.refresh_from_db()
    assert party.balance == invoice.total + note.total
    assert (party.total_billed, party.total_invoices) == (party.balance, 1)
    assert differences() == []
    assert {row.kind: next_number(row) for row in series_of(shop.business, DAY)}[
        "debit_note"
    ] == "DN-26-27-00002"


def test_it_is_paid_and_credited_like_an_invoice_and_never_void(shop):
    party = a_party(shop.user, state_code="27")
    note = debited(shop, an_invoice(shop.user, party, on=DAY))
    with pytest.raises(DomainError) as refused:
        void_invoice(note, reason="A slip", by=shop.user)
    assert refused.value.code == "not_voidable"
    with pytest.raises(DomainError) as refused:
        void_invoice(note.against, reason="A slip", by=shop.user)
    assert refused.value.code == "debit_note_open"
    record_payment(party, amount=200, method="cash", received_on=DAY, invoice=note, by=shop.user)
    credit_invoice(find_invoice(note.pk), reason="Small change", amount=10, by=shop.user)
    assert find_invoice(note.number).balance_due == 0
    assert differences() == []


def test_the_paper_says_what_it_is_and_against_which_invoice(shop):
    invoice = an_invoice(shop.user, a_party(shop.user, state_code="29"), on=DAY)
    page = render_html(document(find_invoice(debited(shop, invoice).pk), shop.business))
    for words in (
        "Debit Note",
        "DN-26-27-00001",
        invoice.number,
        "More was delivered",
        "IGST 5%",
        "Balance due",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("change", "code"),
    [({"reason": " "}, "reason_missing"), ({"lines": []}, "no_lines"), ({}, "not_an_invoice")],
)
def test_what_makes_no_sense_is_refused(shop, change, code):
    invoice = an_invoice(shop.user, a_party(shop.user, state_code="27"), on=DAY)
    wanted = {"lines": [MORE], "reason": "More was delivered"} | change
    with pytest.raises(DomainError) as refused:
        debit_invoice(invoice if change else debited(shop, invoice), by=shop.user, **wanted)
    assert refused.value.code == code


def test_through_the_api_and_the_page(asha):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user))
    body = {"items": [MORE], "reason": "More was delivered"}
    made = asha.api.post(f"/api/invoices/{invoice.number}/debit-notes", body)
    assert made.status_code == 201, made.content
    answer = made.json()
    assert (answer["kind"], answer["against"], answer["total"]) == ("debit_note", invoice.number, 200.0)
    [row] = asha.api.get(f"/api/invoices/{invoice.number}/debit-notes").json()["debit_notes"]
    assert row["invoice_id"] == answer["invoice_id"]
    form = {"line-count": "1", "reason": "Again"} | {f"line-0-{key}": value for key, value in MORE.items()}
    sent = asha.client.post(asha.url(f"invoices/{invoice.pk}/debiting/"), form)
    assert sent.status_code == 302
    page = asha.client.get(sent.url).content.decode()
    assert invoice.number in page and "Again" in page and "Make it void" not in page
    with asha.scope():
        assert Invoice.objects.filter(kind="debit_note").count() == 2
