"""Where money goes: the named invoice, the khata, the oldest due; and how it comes back."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from customers.models import LedgerEntry, Party
from customers.services.ledger import note_entry, post_entry
from customers.testing import a_party
from invoicing.allocation import OpenInvoice, allocate
from invoicing.models import Allocation, Payment
from invoicing.selectors import find_invoice, state_of
from invoicing.selectors.credits import advance_of, credit_left
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.credits import reallocate, refund_credit, use_credit
from invoicing.services.payments import record_payment, reverse_payment
from invoicing.services.proof import differences
from invoicing.testing import an_invoice
from smartkhata.core.errors import DomainError

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(asha):
    with asha.scope():
        yield asha


def billed(shop, party, amount, on=DAY):
    return an_invoice(shop.user, party, [{"description": "Goods", "rate": amount}], on=on)


def pay(shop, party, amount, **more):
    details = {"method": "cash", "received_on": DAY, "by": shop.user, **more}
    return record_payment(party, amount=amount, **details)


def balance(party):
    return Party.objects.get(pk=party.pk).balance


def test_the_worked_example_of_the_ledger(shop):
    party = a_party()
    post_entry(party, kind="opening", amount=Decimal(1000), on=date(2026, 1, 1), source="opening")
    first = billed(shop, party, 5000, date(2026, 2, 1))
    pay(shop, party, 4000)
    assert find_invoice(first.pk).paid == 3000, "the opening balance comes first"
    credit_invoice(find_invoice(first.pk), amount=500, reason="Price too high", by=shop.user)
    second = billed(shop, party, 2500, date(2026, 3, 1))
    last = pay(shop, party, 5000)
    assert [find_invoice(row.pk).balance_due for row in (first, second)] == [0, 0]
    assert credit_left(last) == 1000
    refund_credit(last, amount=400, method="cash", paid_on=DAY, by=shop.user)
    assert (balance(party), advance_of(party)) == (-600, 600)
    assert differences() == []


def test_an_advance_settles_the_next_invoice(shop):
    party = a_party()
    pay(shop, party, 300)
    invoice = billed(shop, party, 1000)
    assert (invoice.paid, advance_of(party)) == (300, 0)
    assert state_of(invoice, DAY) == "partly_paid"
    assert differences() == []


def test_tax_withheld_settles_with_a_line_of_its_own(shop):
    party = a_party()
    invoice = billed(shop, party, 10000)
    payment = pay(shop, party, 9000, withheld=1000, invoice=invoice)
    assert (invoice.paid, invoice.credited, invoice.money_paid) == (10000, 1000, 9000)
    lines = LedgerEntry.objects.filter(party=party, kind="tax_withheld").values_list("amount", flat=True)
    assert (list(lines), balance(party)) == ([-1000], 0)
    reverse_payment(payment, kind="bounced", reason="No funds", on=DAY, by=shop.user)
    assert (balance(party), find_invoice(invoice.pk).paid) == (10000, 0)
    assert differences() == []


def test_more_tax_withheld_than_is_due_is_refused(shop):
    party = a_party()
    billed(shop, party, 500)
    with pytest.raises(DomainError) as refused:
        pay(shop, party, 100, withheld=501)
    assert refused.value.code == "too_much_withheld"


def test_a_bounced_cheque_opens_what_it_had_settled_and_only_once(shop):
    party = a_party()
    invoice = billed(shop, party, 800)
    payment = pay(shop, party, 1000, method="cheque", reference="000123")
    assert state_of(find_invoice(invoice.pk), DAY) == "paid"
    reverse_payment(payment, kind="bounced", reason="Insufficient funds", on=DAY, by=shop.user)
    assert (find_invoice(invoice.pk).paid, balance(party), credit_left(payment)) == (0, 800, 0)
    with pytest.raises(DomainError) as refused:
        reverse_payment(payment, kind="bounced", reason="Again", on=DAY, by=shop.user)
    assert refused.value.code == "already_reversed"
    assert differences() == []


def test_a_slip_frees_its_reference_and_a_bounce_does_not(shop):
    party = a_party()
    slip = pay(shop, party, 5, method="upi", reference="AB1")
    reverse_payment(slip, kind="mistake", reason="Wrong customer", on=DAY, by=shop.user)
    again = pay(shop, party, 5, method="upi", reference="AB1")
    reverse_payment(again, kind="returned", reason="Provider took it back", on=DAY, by=shop.user)
    with pytest.raises(DomainError) as refused:
        pay(shop, party, 5, method="upi", reference="ab 1")
    assert refused.value.code == "duplicate_payment"


def test_nothing_of_a_payment_but_its_reversal_can_change(shop):
    payment = pay(shop, a_party(), 5)
    frozen = {field.attname for field in Payment._meta.concrete_fields}
    frozen -= {"reversed_on", "reversal", "reversal_reason"}
    assert {"amount", "party_id", "received_on", "withheld"} <= frozen
    with pytest.raises(Exception, match="is issued"):
        Payment.objects.filter(pk=payment.pk).update(amount=6)


def test_at_most_what_is_left_can_be_paid_back(shop):
    party = a_party()
    billed(shop, party, 900)
    payment = pay(shop, party, 1000)
    with pytest.raises(DomainError) as refused:
        refund_credit(payment, amount="100.01", method="cash", paid_on=DAY, by=shop.user)
    assert refused.value.code == "too_much"
    refund = refund_credit(payment, amount=100, method="upi", paid_on=DAY, by=shop.user)
    assert (refund.number, balance(party)) == ("RFND-0001", 0)
    with pytest.raises(DomainError):
        reverse_payment(payment, kind="mistake", reason="Slip", on=DAY, by=shop.user)
    assert differences() == []


def test_the_owner_moves_a_payment_to_another_invoice(shop):
    party = a_party()
    old, new = billed(shop, party, 700, DAY - timedelta(9)), billed(shop, party, 700)
    payment = pay(shop, party, 700)
    reallocate(payment, {new: "600"}, by=shop.user)
    assert [find_invoice(row.pk).paid for row in (old, new)] == [0, 600]
    assert credit_left(payment) == 100
    use_credit(find_invoice(old.pk), by=shop.user, on=DAY)
    assert find_invoice(old.pk).paid == 100
    with pytest.raises(DomainError) as refused:
        reallocate(payment, {new: "701"}, by=shop.user)
    assert refused.value.code == "too_much"
    assert differences() == []


def test_an_invoice_of_somebody_else_takes_nothing(shop):
    payment = pay(shop, a_party(), 10)
    with pytest.raises(DomainError) as refused:
        reallocate(payment, {billed(shop, a_party(name="Other"), 10): 10}, by=shop.user)
    assert refused.value.code == "bad_part"


def test_what_was_given_at_the_counter_is_settled_before_invoices(shop):
    party = a_party()
    note_entry(party, direction="gave", amount=100, on=date(2026, 11, 1), by=shop.user)
    invoice = billed(shop, party, 500)
    pay(shop, party, 300)
    assert find_invoice(invoice.pk).paid == 200
    assert differences() == []


def test_the_database_allocates_as_the_rule_says(shop):
    """One statement in SQL and the pure rule of allocation.py give the same parts."""
    dice, party = random.Random(4), a_party()
    rows = [
        billed(shop, party, dice.randrange(1, 500), DAY - timedelta(dice.randrange(60))) for _ in range(25)
    ]
    expected, _ = allocate(
        Decimal(2000),
        [OpenInvoice(row.pk, row.total, row.due_on, row.issued_on, row.number) for row in rows],
        first=rows[7].pk,
    )
    payment = pay(shop, party, 2000, invoice=rows[7])
    kept = dict(Allocation.objects.filter(payment=payment).values_list("invoice", "amount"))
    assert kept == dict(expected)
    assert differences() == []
