"""Invoices of the old book: their numbers, their money, and the way to their customers."""

import pytest

from customers.models import Party
from customers.testing import a_party, an_import
from invoicing.models import Invoice
from invoicing.selectors import state_of
from invoicing.selectors.walk_ins import strangers
from invoicing.services.extracting import extract_customers
from invoicing.services.proof import differences
from invoicing.testing import an_invoice
from smartkhata.core.clock import today

BOOK = """Invoice No,Date,Customer Name,Mobile,Total,Paid
A/101,31-12-2024,Ramesh Kumar,9876500001,"1,000.00",400
A/102,05/01/2025,Ramesh,9876500001,500,500
A/103,2025-01-06,Sita,12,250,
"""

pytestmark = pytest.mark.django_db


def past(asha, text=BOOK, apply=True):
    return an_import(asha.user, text, kind="invoices", apply=apply)


def test_they_keep_their_numbers_and_count_in_the_khata(asha):
    with asha.scope():
        brought = past(asha)
        assert (brought.counts["new"], brought.state) == (3, "applied")
        states = {
            invoice.number: state_of(invoice, today(asha.business)) for invoice in Invoice.objects.all()
        }
        assert states == {"A/101": "overdue", "A/102": "paid", "A/103": "overdue"}
        walk_in = Party.objects.get(is_walk_in=True)
        assert (walk_in.balance, walk_in.total_invoices, walk_in.total_paid) == (850, 3, 900)
        assert differences() == []


def test_they_wait_for_their_customers(asha):
    with asha.scope():
        past(asha)
        assert [(one.name, len(one.invoices)) for one in strangers()] == [("Ramesh", 2), ("Sita", 1)]
        a_party(name="Sita", phone="")
        assert extract_customers(by=asha.user).tagged == 3
        assert Party.objects.get(name="Ramesh").balance == 600
        assert differences() == []


def test_the_same_file_twice_changes_nothing(asha):
    with asha.scope():
        past(asha)
        assert past(asha).counts["same"] == 3
        assert Invoice.objects.count() == 3


def test_what_is_wrong_is_named(asha):
    with asha.scope():
        mine = an_invoice(asha.user)
        book = "No,Bill Date,Invoice No,Total,Paid\n"
        for number, day, total, paid in (
            ("B1", "31-02-2025", "5", ""), ("B2", "01-01-2090", "5", ""), ("B3", "01-01-2025", "x", ""),
            ("B4", "01-01-2025", "5", "6"), ("", "01-01-2025", "5", ""), ("B5", "01-01-2025", "5", ""),
            ("b-5", "01-01-2025", "5", ""), (mine.number, "01-01-2025", "5", ""),
            ("INV-26-27-00099", "01-01-2025", "5", ""),
        ):  # fmt: skip
            book += f"1,{day},{number},{total},{paid}\n"
        notes = {row.position: row.note for row in past(asha, book, apply=False).rows.all()}
    assert "is no day in the past" in notes[2] and "is no day in the past" in notes[3]
    assert notes[4] == "“x” is no total. Write it like 1500 or 1,500.50."
    assert notes[5] == "What is paid is between 0 and the total."
    assert "invoice number" in notes[6] and notes[7] == ""
    assert notes[8] == "Line 7 has this number already."
    assert "another invoice" in notes[9]
    assert "own series" in notes[10]
