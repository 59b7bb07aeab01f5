"""prove_ledger: what is cached equals what it came from, and a slip behind our back is found."""

from datetime import date

import pytest

from customers.services.ledger import note_entry
from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.testing import an_invoice
from smartkhata.core.testing.superuser import as_superuser

DAY = date(2026, 11, 20)


@pytest.mark.django_db(transaction=True)
def test_a_figure_changed_behind_our_back_is_found(asha):
    with asha.scope():
        note_entry(a_party(), direction="gave", amount=5, on=DAY, by=asha.user)
        assert differences() == []
    as_superuser("UPDATE customers_party SET balance = 7")
    with asha.scope():
        found = {row.what: (row.stored, row.computed) for row in differences()}
    assert found == {"balance": (7, 5), "balance by documents": (7, 5)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "what"),
    [
        (
            "UPDATE invoicing_invoice SET total = total + 1",
            {"total", "seal", "entry", "oldest_due_on", "balance by documents"},
        ),
        ("UPDATE invoicing_invoiceline SET amount = amount + 1", {"subtotal", "total", "seal"}),
        ("UPDATE invoicing_invoice SET paid = 0", {"paid", "oldest_due_on", "balance by documents"}),
        ("UPDATE invoicing_payment SET amount = amount - 1", {"allocated", "entry"}),
        ("DELETE FROM invoicing_allocation", {"paid", "balance by documents", "paid_amount"}),
        ("UPDATE invoicing_numberseries SET value = value + 1 WHERE kind = 'invoice'", {"numbers"}),
        (
            "UPDATE customers_ledgerentry SET amount = amount - 1 WHERE kind = 'payment'",
            {"entry", "balance", "total_paid", "payment_history"},
        ),
    ],
)
def test_a_row_changed_with_the_triggers_off_is_found(asha, change, what):
    with asha.scope():
        invoice = an_invoice(asha.user)
        record_payment(invoice.party, amount=invoice.total, method="cash", received_on=DAY, by=asha.user)
        assert differences() == []
    as_superuser(f"SET session_replication_role = replica; {change}")
    with asha.scope():
        assert {row.what for row in differences()} == what
