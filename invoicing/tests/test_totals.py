"""The arithmetic of a document."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicing.totals import Line, compute
from smartkhata.core.errors import DomainError

INDIA = {"country": "IN", "registration": "regular", "seller_state": "27", "place_of_supply": "27"}
KENYA = {"country": "KE", "registration": "vat"}


def test_the_documents_example():
    totals = compute([Line("Web hosting", D(3), "months", D(15000))], **KENYA)
    assert (totals.subtotal, totals.tax, totals.total) == (D("45000.00"), D("7200.00"), D("52200.00"))


def test_cgst_and_sgst_are_rounded_each():
    totals = compute([Line("Rice", D(1), "", D("100.10"), tax_rate=D(5))], **INDIA)
    assert [(t.name, t.amount) for t in totals.tax_lines] == [("CGST", D("2.50")), ("SGST", D("2.50"))]
    other_state = compute(
        [Line("Rice", D(1), "", D("100.10"), tax_rate=D(5))], **INDIA | {"place_of_supply": "29"}
    )
    assert [(t.name, t.amount) for t in other_state.tax_lines] == [("IGST", D("5.01"))]


def test_tax_inside_the_price():
    totals = compute([Line("Chair", D(1), "", D(10000))], **INDIA, tax_inclusive=True)
    assert (totals.taxable, totals.tax, totals.total) == (D("8474.58"), D("1525.42"), D("10000.00"))


def test_a_discount_of_the_document_lowers_the_tax_of_every_rate():
    lines = [Line("Rice", D(1), "", D(100), tax_rate=D(5)), Line("Fan", D(1), "", D(300), tax_rate=D(18))]
    totals = compute(lines, **INDIA, discount=D(40))
    assert [(t.percent, t.taxable, t.amount) for t in totals.tax_lines] == [
        (D("2.5"), D("90.00"), D("2.25")),
        (D("2.5"), D("90.00"), D("2.25")),
        (D(9), D("270.00"), D("24.30")),
        (D(9), D("270.00"), D("24.30")),
    ]


def test_an_unregistered_seller_charges_no_tax():
    for registration in ("none", "composition"):
        lines = [Line("Chair", D(1), "", D(500), tax_rate=D(18))]
        totals = compute(lines, country="IN", registration=registration)
        assert (totals.tax, totals.tax_lines, totals.total) == (D("0.00"), [], D("500.00"))


def test_the_total_may_be_rounded_to_the_rupee():
    totals = compute([Line("Rice", D(1), "", D("100.10"), tax_rate=D(5))], **INDIA, round_to_whole=True)
    assert (totals.round_off, totals.total) == (D("-0.10"), D("105.00"))


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (Line("", D(1), "", D(1)), "items.0.description"),
        (Line("x", D(0), "", D(1)), "items.0.quantity"),
        (Line("x", D(1), "", D(-1)), "items.0.rate"),
        (Line("x", D("0.0001"), "", D(1)), "items.0.quantity"),
        (Line("x", D("10000000"), "", D(1)), "items.0.quantity"),
        (Line("x", D(1), "", D("0.001")), "items.0.rate"),
        (Line("x", D(1), "", D(10), D(11)), "items.0.discount"),
        (Line("x", D(1), "", D(10), D("0.001")), "items.0.discount"),
        (Line("x", D(1), "", D(10), tax_rate=D(101)), "items.0.tax_rate"),
        (Line("x", D("9999999.999"), "", D("9999999999")), "items"),
    ],
)
def test_what_is_out_of_bounds_is_named(line, field):
    with pytest.raises(DomainError) as refused:
        compute([line], **INDIA)
    assert field in refused.value.fields


amounts = st.decimals(min_value=0, max_value=99999, places=2)
lines = st.builds(
    Line,
    description=st.just("x"),
    quantity=st.decimals(min_value="0.001", max_value=999, places=3),
    rate=amounts,
    tax_rate=st.sampled_from([None, D(0), D(5), D(18), D(40)]),
)


@given(st.lists(lines, min_size=1, max_size=12), st.booleans(), st.booleans(), st.sampled_from(["27", "29"]))
def test_what_is_shown_adds_up(rows, inclusive, rounded, place):
    totals = compute(
        rows, **INDIA | {"place_of_supply": place}, tax_inclusive=inclusive, round_to_whole=rounded
    )
    added = D(0) if inclusive else totals.tax
    assert (
        sum(line.amount for line in totals.lines) - totals.discount + added + totals.round_off == totals.total
    )
    assert sum(tax.amount for tax in totals.tax_lines) == totals.tax
    assert abs(totals.round_off) <= D("0.50")


@given(st.lists(lines, min_size=1, max_size=12), st.booleans())
def test_the_lines_add_up_to_the_document(rows, inclusive):
    totals = compute(rows, **INDIA, tax_inclusive=inclusive)
    assert all(line.taxable + line.tax == line.gross for line in totals.lines)
    assert sum(line.taxable for line in totals.lines) == totals.taxable
    assert sum(line.tax for line in totals.lines) == totals.tax
    assert sum(line.gross for line in totals.lines) == totals.total


@given(st.lists(lines, min_size=1, max_size=6), st.data())
def test_a_discount_is_spread_without_losing_a_paisa(rows, data):
    whole = sum((line.amount for line in compute(rows, **INDIA).lines), D(0))
    discount = data.draw(st.decimals(min_value=0, max_value=whole, places=2))
    totals = compute(rows, **INDIA, discount=discount)
    assert sum(line.taxable for line in totals.lines) == whole - discount
