"""The shop's own numbers: prefix, digits and start; and a reason for each that is missing."""

from datetime import date

import pytest

from customers.testing import a_party
from invoicing.models import Invoice, NumberSeries
from invoicing.numbering import STARTS
from invoicing.selectors.numbers import DOCUMENTS, gaps, next_number, series_of
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.series import set_series
from invoicing.testing import an_invoice
from invoicing.views.series import WORDS
from smartkhata.accounts.testing import open_shop
from smartkhata.core.errors import DomainError

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(asha):
    with asha.scope():
        yield asha


def set_invoices(shop, **values):
    wanted = {"prefix": "INV", "width": 5, "next_serial": 1, **values}
    return set_series("invoice", shop.business, on=DAY, by=shop.user, **wanted)


def test_the_owner_chooses_prefix_digits_and_start(shop):
    series = set_invoices(shop, prefix="ab", width=4, next_serial=118)
    assert next_number(series) == "AB-26-27-0118"
    assert an_invoice(shop.user, on=DAY).number == "AB-26-27-0118"
    assert an_invoice(shop.user, on=DAY).number == "AB-26-27-0119"


def test_the_next_financial_year_begins_at_one_in_the_same_style(shop):
    set_invoices(shop, prefix="AB", width=4, next_serial=118)
    assert an_invoice(shop.user, on=date(2027, 4, 1)).number == "AB-27-28-0001"


def test_kenyan_numbers_run_on(db):
    wanjiku = open_shop("Wanjiku Stores", "KE")
    with wanjiku.scope():
        days = (date(2026, 3, 31), DAY, date(2027, 4, 1))
        assert [an_invoice(wanjiku.user, on=on).number for on in days] == ["INV-0001", "INV-0002", "INV-0003"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"prefix": "LONGNAME"}, "prefix"),
        ({"prefix": "INV", "width": 7}, "prefix"),
        ({"prefix": "0A"}, "prefix"),
        ({"prefix": "A/B"}, "prefix"),
        ({"prefix": ""}, "prefix"),
        ({"prefix": "RCPT"}, "prefix"),
        ({"width": 0}, "width"),
        ({"next_serial": 0}, "next_serial"),
    ],
)
def test_what_the_law_or_the_counter_forbids_is_refused(shop, wrong, field):
    receipts = {"prefix": "RCPT", "width": 4, "next_serial": 1}
    set_series("receipt", shop.business, on=DAY, by=shop.user, **receipts)
    with pytest.raises(DomainError) as refused:
        set_invoices(shop, **wrong)
    assert list(refused.value.fields) == [field]


def test_no_number_of_a_series_has_more_than_sixteen_characters(shop):
    series = set_invoices(shop, prefix="AB", width=7, next_serial=9999999)
    assert len(an_invoice(shop.user, on=DAY).number) == 16
    with pytest.raises(DomainError) as refused:
        an_invoice(shop.user, on=DAY)
    assert refused.value.code == "number_too_long"
    assert NumberSeries.objects.get(pk=series.pk).kind == "invoice"


def test_a_number_that_is_taken_is_not_given_again(shop):
    an_invoice(shop.user, on=DAY)
    with pytest.raises(DomainError) as refused:
        set_invoices(shop, next_serial=1)
    assert list(refused.value.fields) == ["next_serial"]


def test_a_start_leaves_no_gap_and_a_jump_explains_its_own(shop):
    series = set_invoices(shop, next_serial=10)
    an_invoice(shop.user, on=DAY)
    assert gaps(NumberSeries.objects.get(pk=series.pk)) == []
    set_invoices(shop, next_serial=21)
    an_invoice(shop.user, on=DAY)
    [gap] = gaps(NumberSeries.objects.get(pk=series.pk))
    assert (gap.first, gap.last) == (11, 20)
    assert gap.reason.startswith("Left out by Asha")


def test_credit_notes_have_their_own_series(shop):
    invoice = an_invoice(shop.user, a_party(), on=DAY)
    note = credit_invoice(invoice, reason="Returned", by=shop.user, on=DAY)
    assert (invoice.number, note.number) == ("INV-26-27-00001", "CN-26-27-00001")
    rows = {row.kind: next_number(row) for row in series_of(shop.business, DAY)}
    assert rows["invoice"] == "INV-26-27-00002"
    assert rows["refund"] == "RFND-0001"


def test_serials_follow_the_series(shop):
    an_invoice(shop.user, on=DAY)
    row = Invoice.objects.get()
    assert (row.serial, row.series.kind, row.series.year) == (1, "invoice", "26-27")


def test_every_kind_of_document_has_its_series_its_words_and_its_report(asha):
    assert set(STARTS) == set(DOCUMENTS) == set(WORDS) == set(NumberSeries.Kind.values)
    page = asha.client.get(asha.url("settings/numbers/")).content.decode()
    for kind, (prefix, _, _) in STARTS.items():
        assert f"{prefix}-" in page, kind
        assert asha.client.get(asha.url(f"settings/numbers/one/?kind={kind}")).status_code == 200
