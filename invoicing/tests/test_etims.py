"""What eTIMS gave is copied onto the invoice: number and KRA's own link together, no money, a paper of its own."""

import pytest
from django.db import DatabaseError, transaction

from customers.testing import a_party
from invoicing.documents.render import render_html
from invoicing.models import Invoice
from invoicing.selectors import document
from invoicing.selectors.documents import paper_subject, paper_subjects
from invoicing.services.corrections import correct_invoice
from invoicing.services.proof import differences
from invoicing.testing import an_invoice
from smartkhata.accounts.testing import open_shop
from smartkhata.core.countries.kenya import ETIMS
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Event

pytestmark = pytest.mark.django_db
LINK = "https://etims.kra.go.ke/common/link/etims/receipt/indexEtimsReceptData?P051234567X00ABCDEFGH"
GIVEN = {"number": "kracu0100000001/25", "control_unit": "KRACU0100000001", "signed_at": "2026-11-21T10:15"}
GIVEN |= {"url": LINK}


@pytest.fixture
def zawadi():
    return open_shop("Zawadi Traders", "KE")


@pytest.fixture
def invoice(zawadi):
    with zawadi.scope():
        return an_invoice(zawadi.user, a_party(zawadi.user, phone="+254712345678"))


def path(person, invoice):
    return person.url(f"invoices/{invoice.pk}/etims/")


def again(person, invoice):
    with person.scope():
        return Invoice.objects.get(pk=invoice.pk)


def test_the_page_takes_it_and_the_paper_names_it_beside_the_notice(zawadi, invoice):
    assert (
        "can stand on this invoice"
        in zawadi.client.get(zawadi.url(f"invoices/{invoice.pk}/")).content.decode()
    )
    assert zawadi.client.post(path(zawadi, invoice), GIVEN).status_code == 302
    kept = again(zawadi, invoice)
    assert kept.etims == GIVEN | {"number": "KRACU0100000001/25"}
    with zawadi.scope():
        for paper in ("a4", "roll"):
            page = render_html(document(kept, zawadi.business), paper=paper)
            assert ETIMS in page and "eTIMS invoice no. KRACU0100000001/25" in page
            assert "KRACU0100000001" in page and "KRA eTIMS QR" in page
    assert LINK in zawadi.client.get(zawadi.url(f"invoices/{invoice.pk}/")).content.decode()


def test_no_money_no_seal_and_no_entry_changes_and_it_is_on_record(zawadi, invoice):
    with zawadi.scope():
        done = correct_invoice(invoice, etims=GIVEN, by=zawadi.user)
        assert (done.seal, done.total, done.balance_due) == (invoice.seal, invoice.total, invoice.balance_due)
        assert differences() == []
        assert Event.objects.get(name="invoice.corrected").data["fields"] == ["etims"]
        correct_invoice(invoice, etims={}, by=zawadi.user)
        first, second = done.corrections.all()
        assert first.after == second.before and LINK in first.after and second.after == ""


def test_each_correction_that_shows_has_a_paper_of_its_own(zawadi, invoice):
    with zawadi.scope():
        before = paper_subject(invoice)
        done = correct_invoice(invoice, etims=GIVEN, by=zawadi.user)
        assert paper_subject(done) == f"{before}:1" and paper_subject(done, "roll") == f"{before}:roll:1"
        assert {before, f"{before}:1"} < set(paper_subjects(done)), (
            "who holds the first paper is not called a liar"
        )
        assert correct_invoice(done, etims=GIVEN, by=zawadi.user).revision == 1, "nothing changed"
        assert correct_invoice(done, email="a@example.com", by=zawadi.user).revision == 1, "no paper shows it"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"url": ""}, "url"),
        ({"number": ""}, "number"),
        ({"number": "=1+1"}, "number"),
        ({"url": "https://kra.go.ke.example.com/x"}, "url"),
        ({"url": "http://etims.kra.go.ke/x"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"signed_at": "yesterday"}, "signed_at"),
        ({"control_unit": "<b>"}, "control_unit"),
    ],
)
def test_half_of_it_or_a_false_code_is_refused_and_nothing_typed_is_lost(zawadi, invoice, wrong, field):
    answer = zawadi.client.post(path(zawadi, invoice), GIVEN | wrong)
    assert answer.status_code == 400 and f'href="#id_{field}"' in answer.content.decode()
    assert "2026-11-21T10:15" in answer.content.decode() or field == "signed_at"
    assert again(zawadi, invoice).etims == {}


def test_the_api_takes_and_shows_it(zawadi, invoice):
    answer = zawadi.api.put(f"/api/invoices/{invoice.number}/etims", GIVEN)
    assert (answer.status_code, answer.json()["etims"]["url"]) == (200, LINK)
    assert zawadi.api.put(f"/api/invoices/{invoice.number}/etims", {"number": "X"}).status_code == 400
    assert zawadi.api.put(f"/api/invoices/{invoice.number}/etims", {}).json()["etims"] is None


def test_a_shop_in_india_has_none_of_it(asha):
    with asha.scope():
        invoice = an_invoice(asha.user)
        with pytest.raises(DomainError, match="Kenya"):
            correct_invoice(invoice, etims=GIVEN, by=asha.user)
    assert asha.client.get(path(asha, invoice)).status_code == 404
    assert "eTIMS" not in asha.client.get(asha.url(f"invoices/{invoice.pk}/")).content.decode()


def test_the_rest_of_the_invoice_stays_frozen(zawadi, invoice):
    with zawadi.scope(), pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(etims=GIVEN, total=1)
