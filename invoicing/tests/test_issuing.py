"""Issuing: once, numbered without gap, immutable, and what payments do to it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from customers.models import Party
from customers.testing import a_party
from invoicing.models import Invoice, InvoiceLine
from invoicing.selectors import find_invoice, state_of
from invoicing.services.claims import claim_payment, confirm_claim
from invoicing.services.drafts import save_draft
from invoicing.services.invoices import accept_draft
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.services.voiding import void_invoice
from invoicing.testing import LINE, a_draft, an_invoice
from smartkhata.core.errors import DomainError

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(asha):
    with asha.scope():
        yield asha


def test_numbers_follow_the_financial_year(shop):
    numbers = [an_invoice(shop.user, on=on).number for on in (date(2026, 3, 31), date(2026, 4, 1), DAY)]
    assert numbers == ["INV-25-26-00001", "INV-26-27-00001", "INV-26-27-00002"]


def test_an_invoice_is_found_by_number_in_any_writing(shop):
    invoice = an_invoice(shop.user, on=DAY)
    for text in (str(invoice.pk), "INV-26-27-00001", "inv262700001", "INV/26-27/00001"):
        assert find_invoice(text) == invoice


def test_a_second_acceptance_says_which_invoice_it_became(shop):
    draft = a_draft(shop.user)
    invoice = accept_draft(draft, by=shop.user)
    with pytest.raises(DomainError) as refused:
        accept_draft(draft, by=shop.user)
    assert (refused.value.code, refused.value.extra) == ("already_sent", {"invoice_id": invoice.number})


def test_a_missing_rate_holds_the_draft_back(shop):
    draft = a_draft(shop.user, lines=[{"description": "Website"}])
    with pytest.raises(DomainError) as refused:
        accept_draft(draft, by=shop.user)
    assert (refused.value.code, list(refused.value.fields)) == ("needs_rate", ["items.0.rate"])


def test_a_stale_save_is_refused_with_the_current_draft(shop):
    draft = a_draft(shop.user)
    save_draft(draft, by=shop.user, version=1, notes="first")
    with pytest.raises(DomainError) as refused:
        save_draft(draft, by=shop.user, version=1, notes="second")
    assert refused.value.code == "stale_version"
    assert refused.value.extra["current"].notes == "first"


@pytest.mark.parametrize("change", [{"total": 1}, {"number": "X"}, {"seller": {}}, {"seal": ""}])
def test_issued_is_immutable(shop, change):
    an_invoice(shop.user)
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        Invoice.objects.update(**change)


def test_issued_lines_are_immutable(shop):
    an_invoice(shop.user)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        InvoiceLine.objects.update(rate=1)


def test_issuing_takes_few_statements(shop, django_assert_max_num_queries):
    first, second = (a_draft(shop.user, lines=[LINE] * 3) for _ in range(2))
    # The first of a year also makes its series.
    for draft, statements in ((first, 15), (second, 13)):
        with django_assert_max_num_queries(statements):
            accept_draft(draft, by=shop.user)


def test_a_void_invoice_keeps_its_number_and_owes_nothing(shop):
    invoice = an_invoice(shop.user)
    void_invoice(invoice, reason="Wrong customer", by=shop.user)
    party = Party.objects.get(pk=invoice.party_id)
    assert (party.balance, party.total_invoices) == (0, 0)
    assert state_of(find_invoice(invoice.pk), DAY) == "void"
    assert differences() == []


def test_what_is_paid_can_not_be_made_void(shop):
    invoice = an_invoice(shop.user)
    record_payment(invoice.party, amount=1, method="cash", received_on=DAY, by=shop.user)
    with pytest.raises(DomainError) as refused:
        void_invoice(invoice, reason="Oops", by=shop.user)
    assert refused.value.code == "already_paid"


def test_one_reference_is_one_payment(shop):
    party = a_party()
    record_payment(party, amount=5, method="upi", reference="ab 12", received_on=DAY, by=shop.user)
    with pytest.raises(DomainError) as refused:
        record_payment(party, amount=5, method="upi", reference="AB12", received_on=DAY, by=shop.user)
    assert refused.value.code == "duplicate_payment"
    assert Party.objects.get(pk=party.pk).balance == -5


def test_a_claim_is_decided_once(shop):
    invoice = an_invoice(shop.user)
    claim, _ = claim_payment(invoice, amount=45000, method="upi", reference="X1", paid_on=DAY)
    confirm_claim(claim, by=shop.user)
    with pytest.raises(DomainError) as refused:
        confirm_claim(claim, by=shop.user)
    assert (refused.value.status, refused.value.code) == (409, "already_decided")
