"""Which invoices a payment settles."""

from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from invoicing.allocation import OpenInvoice, allocate

DAY = date(2026, 11, 20)


def owed(key, due, *, due_in=0, issued_in=0, number=None):
    return OpenInvoice(
        key, D(due), DAY + timedelta(days=due_in), DAY + timedelta(days=issued_in), number or str(key)
    )


def test_the_oldest_due_is_settled_first():
    rows = [owed("new", 500, due_in=30), owed("old", 300, due_in=-30)]
    assert allocate(D(400), rows) == ([("old", D(300)), ("new", D(100))], D(0))


def test_one_due_date_goes_by_issue_date_and_then_by_number():
    rows = [owed("b", 1, number="INV-2"), owed("a", 1, number="INV-1"), owed("first", 1, issued_in=-1)]
    assert [key for key, _ in allocate(D(3), rows)[0]] == ["first", "a", "b"]


def test_the_named_invoice_goes_before_older_ones():
    rows = [owed("old", 300, due_in=-30), owed("named", 500)]
    assert allocate(D(600), rows, first="named") == ([("named", D(500)), ("old", D(100))], D(0))


def test_what_is_too_much_stays_as_an_advance():
    assert allocate(D("150.50"), [owed("only", 100)]) == ([("only", D(100))], D("50.50"))


def test_without_open_invoices_all_is_an_advance():
    assert allocate(D(100), []) == ([], D(100))


def test_a_settled_invoice_gets_nothing():
    assert allocate(D(100), [owed("paid", 0)]) == ([], D(100))


invoices = st.lists(
    st.tuples(st.decimals(0, 10**6, places=2), st.integers(-90, 90), st.integers(-90, 0)), max_size=30
).map(lambda rows: [owed(at, due, due_in=days, issued_in=made) for at, (due, days, made) in enumerate(rows)])


@given(st.decimals(min_value="0.01", max_value=10**7, places=2), invoices, st.integers(0, 30))
def test_no_paisa_is_lost_and_no_invoice_gets_more_than_it_is_due(amount, rows, first):
    parts, left = allocate(amount, rows, first=first)
    due = {row.key: row.due for row in rows}
    assert sum((part for _, part in parts), D(0)) + left == amount
    assert all(D(0) < part <= due[key] for key, part in parts)
    assert left == 0 or len(parts) == sum(row.due > 0 for row in rows)
