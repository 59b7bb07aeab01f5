"""Lists as files: every row and filter of the page, no formula, each phone as it is."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from customers.services.ledger import note_entry
from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.core import sheets

DAY = date(2026, 11, 20)
PATHS = ("customers/export/", "invoices/export/", "payments/export/")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def party(asha):
    with asha.scope():
        found = a_party(asha.user, "=HYPERLINK(1)", phone="+919876543210")
        an_invoice(asha.user, found)
        record_payment(found, amount=50, method="cash", received_on=DAY, by=asha.user)
        note_entry(found, direction="gave", amount=5, on=DAY, by=asha.user, note="-2+3")
    return found


def body(response):
    return b"".join(response.streaming_content)


def table(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"))))


@pytest.mark.parametrize("path", PATHS)
def test_a_formula_is_text_and_a_phone_a_phone(asha, party, path):
    response = asha.client.get(asha.url(path))
    assert "attachment" in response["Content-Disposition"]
    [row] = table(response)
    assert "'=HYPERLINK(1)" in row.values()
    assert row["Phone"] == "+919876543210"


@pytest.mark.parametrize("path", PATHS)
def test_excel_holds_text_and_numbers_and_no_formula(asha, party, path):
    book = load_workbook(io.BytesIO(body(asha.client.get(asha.url(path), {"format": "xlsx"}))))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "+919876543210" in {cell.value for cell in cells if cell.data_type == "s"}
    assert [cell for cell in cells if cell.data_type == "n" and cell.value]


def test_the_khata_with_its_balance(asha, party):
    rows = table(asha.client.get(asha.url(f"customers/{party.pk}/khata/export/")))
    assert rows[-1]["Balance"] == "44955.00"
    assert "'-2+3" in {row["Note"] for row in rows}


def test_filters_are_kept(asha, party):
    with asha.scope():
        a_party(asha.user, "Sita")
    assert len(table(asha.client.get(asha.url("customers/export/")))) == 2
    assert [
        row["Name"] for row in table(asha.client.get(asha.url("customers/export/"), {"search": "Sita"}))
    ] == ["Sita"]
    assert table(asha.client.get(asha.url("invoices/export/"), {"status": "paid"})) == []


def test_a_long_list_is_read_in_pieces(asha, party, monkeypatch):
    monkeypatch.setattr(sheets, "PIECE", 2)
    with asha.scope():
        for number in range(5):
            a_party(asha.user, f"Sita {number}")
    names = [row["Name"] for row in table(asha.client.get(asha.url("customers/export/"), {"sort": "name"}))]
    assert names[-5:] == [f"Sita {number}" for number in range(5)]


def test_an_unknown_format_is_refused(asha, party):
    assert asha.client.get(asha.url("customers/export/"), {"format": "exe"}).status_code == 400


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "+1 2"]
)
def test_what_a_spreadsheet_would_compute_is_guarded(text):
    assert sheets.guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["+919876543210", "-12.50", "12", "Ramesh", "a=b", ""])
def test_what_it_would_not_stays(text):
    assert sheets.guarded(text) == text


@pytest.mark.parametrize("name", ["customers", "invoices", "payments"])
def test_the_api_gives_the_same_file_as_the_page(asha, party, name):
    for form in ("csv", "xlsx"):
        page = asha.client.get(asha.url(f"{name}/export/"), {"format": form})
        answer = asha.api.get(f"/api/{name}/export", format=form)
        assert answer["Content-Disposition"] == page["Content-Disposition"]
        assert form == "xlsx" or body(answer) == body(page)


def test_the_api_keeps_filters_and_ranges(asha, party):
    with asha.scope():
        a_party(asha.user, "Sita")
    assert [row["Name"] for row in table(asha.api.get("/api/customers/export", search="Sita"))] == ["Sita"]
    assert len(table(asha.api.get("/api/customers/export", status="active", outstanding_gt="1"))) == 1
    assert len(table(asha.api.get("/api/invoices/export", customer_id=party.number))) == 1
    assert table(asha.api.get("/api/payments/export", method="upi")) == []
    path = f"/api/customers/{party.number}/ledger/export"
    assert table(asha.api.get(path))[-1]["Balance"] == "44955.00"
    assert table(asha.api.get(path, to="2020-01-01")) == []
    assert asha.api.get(path, format="exe").status_code == 400
