"""Imports over HTTP: the page leads from file to result, the API says the same."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from customers.models import Import, Party
from smartkhata.core.testing.queue import work

BOOK = "Name,Phone\nRamesh,9876543210\nSita,12\n"

pytestmark = pytest.mark.django_db(transaction=True)


def a_file(text=BOOK, name="book.csv"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def test_from_the_file_to_the_khata_and_back(asha):
    sent = asha.client.post(asha.url("imports/"), {"kind": "customers", "file": a_file()})
    assert sent.status_code == 302
    work()
    page = asha.client.get(sent["Location"])
    assert b"Write 1 row into the khata" in page.content and b"To mend" in page.content
    assert b"Ramesh 9876543210" not in asha.client.get(sent["Location"] + "?outcome=error").content
    asha.client.post(sent["Location"] + "application/")
    work()
    assert b"1 new, 0 changed" in asha.client.get(sent["Location"]).content
    asha.client.post(sent["Location"] + "undoing/")
    work()
    assert b"Taken back on" in asha.client.get(sent["Location"]).content
    with asha.scope():
        assert Party.objects.count() == 0


def test_columns_are_corrected_on_the_page(asha):
    text = "Wer,Nummer\nRamesh,9876543210\nSita,9876543211\n"
    sent = asha.client.post(asha.url("imports/"), {"kind": "customers", "file": a_file(text)})
    work()
    asha.client.post(
        sent["Location"] + "columns/", {"column-0": "name", "column-1": "", "change_known": "on"}
    )
    work()
    with asha.scope():
        brought = Import.objects.get()
        assert (brought.columns, brought.change_known, brought.state) == ({"name": 0}, True, "checked")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", b"The file is empty."),
        (b"%PDF-1.7", b"This is a PDF."),
        (b"\xd0\xcf\x11\xe0", b"old Excel file"),
        (b"PK\x03\x04broken", b"damaged"),
        (bytes(range(32)) * 20, b"no CSV, Excel or vCard"),
    ],
)
def test_what_is_no_book_is_refused_with_what_to_do(asha, content, says):
    page = asha.client.post(asha.url("imports/"), {"kind": "customers", "file": a_file(content)})
    assert page.status_code == 400
    assert says in page.content


def test_the_api_does_the_same(asha):
    files = {"file": a_file(), "kind": "customers"}
    sent = Client().post("/api/imports", files, headers=asha.api.headers)
    assert sent.status_code == 201, sent.content
    path = f"/api/imports/{sent.json()['import_id']}"
    work()
    assert asha.api.get(path).json()["counts"]["new"] == 1
    rows = asha.api.get(f"{path}/rows", outcome="error").json()["rows"]
    assert rows[0]["line"] == 3 and "phone number" in rows[0]["note"]
    assert asha.api.put(f"{path}/columns", {"columns": {"name": 0, "phone": None}}).status_code == 200
    work()
    assert asha.api.post(f"{path}/application").status_code == 202
    work()
    assert asha.api.get(path).json()["state"] == "applied"
    assert asha.api.post(f"{path}/application").status_code == 409
    assert asha.api.post(f"{path}/undoing").status_code == 202


def test_the_api_names_what_is_wrong(asha):
    assert asha.api.post("/api/imports", {}).json()["error"]["fields"].keys() == {"file"}
    bad = Client().post("/api/imports", {"file": a_file(b"%PDF")}, headers=asha.api.headers)
    assert (bad.status_code, bad.json()["error"]["code"]) == (400, "bad_file")
    bad = Client().post("/api/imports", {"file": a_file(), "kind": "x"}, headers=asha.api.headers)
    assert (bad.status_code, bad.json()["error"]["code"]) == (400, "bad_kind")
