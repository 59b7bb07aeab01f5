"""What was issued is taken back by documents of its own: credit note, void, write-off; a slip is corrected."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from customers.models import LedgerEntry, Party
from customers.testing import a_party
from invoicing.models import CreditNote, Invoice
from invoicing.selectors import find_invoice, state_of
from invoicing.selectors.credits import advance_of, credit_left
from invoicing.services.corrections import correct_invoice
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.credits import refund_credit, settle_rest
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.services.voiding import void_invoice, write_off
from invoicing.testing import an_invoice
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business

DAY = date(2026, 11, 20)
GOODS = [
    {
        "description": "Rice",
        "quantity": "3",
        "unit": "kg",
        "rate": "33.33",
        "discount": "1.00",
        "tax_rate": "5",
    },
    {"description": "Soap", "quantity": "7", "unit": "pcs", "rate": "41.57", "tax_rate": "18"},
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(asha):
    Business.objects.filter(pk=asha.business.pk).update(registration="regular", state_code="27")
    asha.business.refresh_from_db()
    with asha.scope():
        yield asha


def billed(shop, lines=GOODS, **content):
    return an_invoice(shop.user, a_party(state_code="27"), lines, on=DAY, **content)


def credit(shop, invoice, **what):
    return credit_invoice(find_invoice(invoice.pk), reason="Goods returned", by=shop.user, on=DAY, **what)


def test_a_full_credit_note_repeats_the_invoice_to_the_paisa(shop):
    invoice = billed(shop, discount="5.55")
    note = credit(shop, invoice)
    same = (
        "subtotal",
        "discount",
        "tax",
        "tax_lines",
        "round_off",
        "total",
        "place_of_supply",
        "seller",
        "buyer",
    )
    stored = CreditNote.objects.get(pk=note.pk)
    assert all(getattr(stored, field) == getattr(find_invoice(invoice.pk), field) for field in same)
    assert (note.number, note.title) == ("CN-26-27-00001", "Credit Note")
    assert state_of(find_invoice(invoice.pk), DAY) == "paid"
    assert Party.objects.get(pk=invoice.party_id).balance == 0
    assert differences() == []


def test_a_credit_note_by_line_repeats_rate_and_tax(shop):
    invoice = billed(shop)
    note = credit(shop, invoice, quantities={2: "2"})
    [line] = note.lines.all()
    assert (line.description, line.quantity, line.amount) == ("Soap", 2, Decimal("83.14"))
    assert [(row["name"], row["amount"]) for row in note.tax_lines] == [("CGST", "7.48"), ("SGST", "7.48")]
    assert note.total == Decimal("98.10")
    assert differences() == []


def test_an_amount_off_the_price_is_spread_with_its_tax(shop):
    invoice = billed(shop)
    note = credit(shop, invoice, amount="50")
    assert (note.total, note.tax_inclusive, note.lines.count()) == (50, True, 2)
    assert note.tax == sum(Decimal(row["amount"]) for row in note.tax_lines) > 0
    assert differences() == []


def test_line_by_line_the_notes_end_at_the_invoices_total(shop):
    invoice = billed(shop, discount="7.77")
    for quantities in ({1: "1"}, {1: "2", 2: "3"}, {2: "4"}):
        credit(shop, invoice, quantities=quantities)
    assert sum(note.total for note in CreditNote.objects.all()) == invoice.total
    with pytest.raises(DomainError):
        credit(shop, invoice)
    assert differences() == []


def test_no_more_comes_back_than_was_billed(shop):
    invoice = billed(shop)
    credit(shop, invoice, quantities={1: "2"})
    with pytest.raises(DomainError) as refused:
        credit(shop, invoice, quantities={1: "1.001"})
    assert refused.value.fields == {"items.1.quantity": "At most 1 can come back."}
    with pytest.raises(DomainError) as refused:
        credit(shop, invoice, amount=invoice.total)
    assert refused.value.code == "too_much"


def test_a_credit_note_on_a_paid_invoice_is_credit_that_can_be_used_or_paid_back(shop):
    invoice = billed(shop)
    record_payment(invoice.party, amount=invoice.total, method="cash", received_on=DAY, by=shop.user)
    note = credit(shop, invoice, amount=100)
    assert (credit_left(note), advance_of(invoice.party)) == (100, 100)
    refund_credit(note, amount=40, method="cash", paid_on=DAY, by=shop.user)
    following = an_invoice(shop.user, invoice.party, [{"description": "Oil", "rate": "10", "tax_rate": 0}])
    assert following.paid == 10, "what is in credit settles the next invoice"
    settle_rest(note, by=shop.user, on=DAY)
    assert (credit_left(note), Party.objects.get(pk=invoice.party_id).balance) == (50, -50)
    assert differences() == []


def test_an_issued_credit_note_can_not_be_changed(shop):
    credit(shop, billed(shop))
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        CreditNote.objects.update(total=1)


def test_a_written_off_rest_leaves_the_khata_and_the_invoice_says_so(shop):
    invoice = billed(shop)
    record_payment(invoice.party, amount=100, method="cash", received_on=DAY, by=shop.user)
    done = write_off(find_invoice(invoice.pk), reason="Shop closed", by=shop.user)
    assert (state_of(done, DAY), done.balance_due, done.money_paid) == ("written_off", 0, 100)
    assert Party.objects.get(pk=invoice.party_id).balance == 0
    assert LedgerEntry.objects.get(kind="write_off").amount == 100 - invoice.total
    assert differences() == []


def test_a_rest_of_small_change_counts_as_paid(shop):
    invoice = billed(shop)
    record_payment(
        invoice.party, amount=invoice.total - Decimal("0.10"), method="cash", received_on=DAY, by=shop.user
    )
    done = write_off(find_invoice(invoice.pk), reason="Rounding", by=shop.user)
    assert state_of(done, DAY) == "paid"
    assert differences() == []


def test_void_and_written_off_take_nothing_more(shop):
    invoice = billed(shop)
    void_invoice(invoice, reason="Wrong customer", by=shop.user)
    for act in (
        lambda: void_invoice(invoice, reason="Again", by=shop.user),
        lambda: write_off(invoice, reason="Again", by=shop.user),
        lambda: credit(shop, invoice),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert (refused.value.status, refused.value.code) == (409, "not_open")


def test_address_and_note_are_mended_without_touching_money(shop):
    invoice = billed(shop)
    seal = invoice.seal
    done = correct_invoice(invoice, email="right@example.com", notes="Ring twice", by=shop.user)
    assert (done.email, done.notes, done.seal) == ("right@example.com", "Ring twice", seal)
    assert [(row.field, row.before, row.after) for row in done.corrections.order_by("field")] == [
        ("email", "", "right@example.com"),
        ("notes", "", "Ring twice"),
    ]
    assert differences() == []


def test_every_column_of_an_invoice_is_frozen_but_the_named_ones(shop):
    """Also those that are added tomorrow: the trigger names what may change, not what may not."""
    invoice = billed(shop)
    may = {"status", "paid", "credited", "notes", "email", "first_sent_at", "void_reason", "voided_at"}
    texts = [
        field.attname
        for field in Invoice._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField") and field.attname not in may
    ]
    assert {"reference", "ship_to", "place_reason"} <= set(texts)
    for name in texts:
        with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
            Invoice.objects.filter(pk=invoice.pk).update(**{name: "x"})
