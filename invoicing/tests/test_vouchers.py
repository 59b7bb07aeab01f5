"""Papers about money: the voucher of an advance (Rule 50) and of its refund (Rule 51)."""

from datetime import date
from decimal import Decimal as D

import pytest

from customers.testing import a_party
from invoicing.documents.render import render_html
from invoicing.selectors import receipt_document, refund_document
from invoicing.selectors.payments import find_refund
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.credits import refund_credit
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.accounts.services.shops import change_shop

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def shop(asha):
    with asha.scope():
        gst = {"state_code": "27", "registration": "regular", "tax_id": "27AAPFU0939F1ZV"}
        change_shop(asha.business, by=asha.user, **gst)
        yield asha


def refunded(shop, source, amount):
    row = refund_credit(source, amount=amount, method="upi", reference="UTR9", paid_on=DAY, by=shop.user)
    return refund_document(find_refund(row.pk), shop.business)


def test_an_advance_has_a_voucher_and_its_refund_another_that_names_it(shop):
    party = a_party(shop.user, state_code="27")
    advance = record_payment(party, amount=1180, method="upi", received_on=DAY, by=shop.user)
    voucher = receipt_document(advance, shop.business)
    assert (voucher["title"], voucher["tax"]) == ("Receipt Voucher", D("180.00"))
    back = refunded(shop, advance, 590)
    assert (back["title"], back["number"], back["tax"]) == ("Refund Voucher", "RFND-0001", D("90.00"))
    page = render_html(back)
    for words in ("Refund Voucher", "Paid back to", advance.number, "20 Nov 2026", "CGST", "45.00", "UTR9"):
        assert words in page, words
    assert "Balance due" not in page and "Received from" not in page


def test_what_went_back_out_of_a_credit_note_carries_no_tax_of_its_own(shop):
    party = a_party(shop.user, state_code="27")
    invoice = an_invoice(shop.user, party, on=DAY)
    record_payment(party, amount=invoice.total, method="cash", received_on=DAY, by=shop.user)
    note = credit_invoice(invoice, reason="Returned", amount=100, by=shop.user, on=DAY)
    back = refunded(shop, note, 100)
    page = render_html(back)
    assert note.number in page and "CGST" not in page
