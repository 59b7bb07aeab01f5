"""The payment score: worked examples of the fact sheet, and what it says of a real customer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from customers.testing import a_party
from invoicing.scoring import points, score
from invoicing.selectors.standing import score_of
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "worth"), [(-40, 100), (-10, 85), (0, 80), (7, "75.3"), (45, 45), (120, 20), (400, 1)]
)
def test_points_lie_on_straight_lines_between_the_anchors(days, worth):
    assert round(points(days), 1) == Decimal(worth)


def test_large_invoices_count_more():
    told = score([(10_000, 0), (5_000, 15), (2_000, 60)])
    assert (told["score"], told["risk"], told["on_time"]) == (Decimal("72.4"), "medium", 1)


def test_two_invoices_tell_nothing():
    assert score([(10_000, 0), (5_000, 0)])["score"] is None
    assert score([])["days_late"] is None


@pytest.mark.django_db
def test_the_score_of_a_customer_counts_what_is_paid_and_what_is_late(asha):
    with asha.scope():
        party = a_party(asha.user, payment_terms="net_15")
        for days in (0, 5):
            invoice = an_invoice(asha.user, party, on=DAY - timedelta(days=60 + days))
            paid_on = invoice.due_on + timedelta(days=days)
            record_payment(
                party, amount=invoice.total, method="cash", received_on=paid_on, invoice=invoice, by=asha.user
            )
        an_invoice(asha.user, party, on=DAY)
        assert score_of(party, DAY)["invoices"] == 2, "what is not due yet says nothing"
        an_invoice(asha.user, party, on=DAY - timedelta(days=25))
        told = score_of(party, DAY)
        assert (told["invoices"], told["on_time"], told["days_late"]) == (3, 1, Decimal("5.0"))
        assert told["risk"] == "medium"
