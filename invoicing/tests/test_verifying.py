"""The public page that says whether a paper is ours: figures and ways to pay, no names, no guessing."""

import hashlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from invoicing.models import StoredDocument
from invoicing.selectors.documents import verify_uri
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.documents import make
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from invoicing.tests.paper import needs_pdf
from smartkhata.accounts.services.shops import change_shop
from smartkhata.core.events import subject_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def issued(asha):
    with asha.scope():
        change_shop(asha.business, by=asha.user, upi_id="asha@okbank", bank_details="A/c 60123456789")
        invoice = an_invoice(asha.user, on=DAY)
        return invoice, _page(invoice)


def _page(row):
    return verify_uri(row).partition("/v?")[2]


def test_it_shows_number_date_total_and_how_to_pay_and_nothing_of_the_buyer(client, issued):
    invoice, query = issued
    said = client.get(f"/v?{query}").content.decode()
    for part in ("Asha Traders", invoice.number, "20 Nov 2026", "₹45,000.00", "asha@okbank", "60123456789"):
        assert part in said, part
    assert invoice.seal in said
    assert invoice.buyer["name"] not in said and "Web hosting" not in said


def test_a_file_is_compared_byte_for_byte(client, asha, issued):
    invoice, query = issued
    with asha.scope():
        kept = b"%PDF-1.7 the paper"
        StoredDocument.objects.create(
            subject=subject_of(invoice),
            content=kept,
            sha256=hashlib.sha256(kept).hexdigest(),
            created_at=invoice.created_at,
        )
    for content, words in ((kept, "byte for byte"), (kept + b" ", "not the one we made")):
        said = client.post(f"/v?{query}", {"file": SimpleUploadedFile("x.pdf", content)})
        assert words in said.content.decode()


def test_a_void_document_says_so_and_asks_for_no_money(client, asha, issued):
    invoice, query = issued
    with asha.scope():
        void_invoice(invoice, reason="Wrong customer", by=asha.user)
    said = client.get(f"/v?{query}").content.decode()
    assert "void" in said and "asha@okbank" not in said


def test_a_credit_note_can_be_checked_too(client, asha, issued):
    invoice, _ = issued
    with asha.scope():
        note = credit_invoice(invoice, reason="Returned", by=asha.user)
        query = _page(note)
    said = client.get(f"/v?{query}").content.decode()
    assert note.number in said and "asha@okbank" not in said


def test_guessing_is_stopped_and_other_links_open_nothing(client, asha, issued):
    assert client.get("/v").status_code == 404
    answers = [client.get(f"/v?t=guess{number:011d}").status_code for number in range(31)]
    assert answers[0] == 404 and answers[-1] == 429


@needs_pdf
def test_the_kept_paper_names_the_page(asha, issued):
    invoice, query = issued
    make(asha.business.pk, subject_of(invoice))
    make(asha.business.pk, f"{subject_of(invoice)}:roll")
    with asha.scope():
        assert StoredDocument.objects.count() == 2
