"""What a draft may choose: template, no tax, zero or exempt; and what a shop may choose: the limit, the signature."""

import pytest

from customers.testing import a_party
from invoicing.models import Draft
from invoicing.selectors import document
from invoicing.services.drafts import restore_version, save_draft
from invoicing.services.invoices import accept_draft
from invoicing.services.templates import add_template
from invoicing.testing import LINE, a_draft, an_invoice
from invoicing.tests.test_editor import now, post, typed
from smartkhata.accounts.services.shops import change_picture, change_shop
from smartkhata.accounts.testing import open_shop
from smartkhata.accounts.tests.test_shop_look import a_logo
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def nairobi():
    person = open_shop("Baraka Stores", "KE")
    with person.scope():
        change_shop(person.business, registration="vat", tax_id="P051234567X", by=person.user)
    return person


def test_a_template_is_chosen_shown_in_the_versions_and_comes_back(nairobi):
    with nairobi.scope():
        draft = a_draft(nairobi.user)
        plain = add_template(name="Plain", by=nairobi.user)
    assert post(nairobi, draft, typed(draft, template_id=plain.pk)).status_code == 302
    assert now(nairobi, draft).template_id == plain.pk
    assert "Plain" in nairobi.client.get(nairobi.url(f"drafts/{draft.pk}/versions/")).content.decode()
    with nairobi.scope():
        assert restore_version(draft, 1, by=nairobi.user).template_id is None
        assert restore_version(draft, 2, by=nairobi.user).template_id == plain.pk


def test_another_shops_template_is_unknown(nairobi, asha):
    with asha.scope():
        theirs = add_template(name="Theirs", by=asha.user)
    with nairobi.scope(), pytest.raises(DomainError, match="was not found"):
        save_draft(a_draft(nairobi.user), by=nairobi.user, template_id=theirs.pk)


def test_no_tax_on_one_invoice(nairobi):
    with nairobi.scope():
        draft = a_draft(nairobi.user)
    assert "52,200" in post(nairobi, draft, typed(draft), "totals/").content.decode()
    assert "52,200" not in post(nairobi, draft, typed(draft, no_tax="on"), "totals/").content.decode()
    post(nairobi, draft, typed(draft, no_tax="on"))
    assert now(nairobi, draft).charge_tax is False


def test_exempt_and_zero_rated_are_two_choices_that_stay(nairobi):
    with nairobi.scope():
        draft = a_draft(nairobi.user)
    rows = [LINE | {"tax_rate": "0:A"}, LINE | {"tax_rate": "0:C"}, LINE | {"tax_rate": "16"}, LINE]
    assert post(nairobi, draft, typed(draft, rows)).status_code == 302
    kept = now(nairobi, draft)
    assert [row["tax_code"] for row in kept.lines] == ["A", "C", "", ""]
    page = nairobi.client.get(nairobi.url(f"drafts/{draft.pk}/")).content.decode()
    assert all(f'<option value="{choice}" selected>' in page for choice in ("0:A", "0:C", "16"))
    post(nairobi, draft, typed(kept, [row | {"tax_rate": "0:A"} for row in rows[:1]]))
    assert now(nairobi, draft).lines[0]["tax_code"] == "A"


@pytest.mark.parametrize(("over_limit", "issued"), [("warn", True), ("block", False)])
def test_a_shop_may_issue_nothing_beyond_the_limit(asha, over_limit, issued):
    with asha.scope():
        change_shop(asha.business, over_limit=over_limit, by=asha.user)
        draft = a_draft(asha.user, a_party(asha.user, credit_limit="45000"))
        accept_draft(draft, by=asha.user)
        second = a_draft(asha.user, draft.party)
    post(asha, second, typed(second, issue="1"))
    assert (now(asha, second).status == Draft.Status.CONVERTED) == issued
    if not issued:
        assert "nothing beyond the limit" in post(asha, second, typed(second), "totals/").content.decode()


def test_the_signature_stands_on_documents_in_place_of_the_words(asha):
    with asha.scope():
        bare = document(an_invoice(asha.user), asha.business)
        change_picture(asha.business, "signature", a_logo(), by=asha.user)
        signed = document(an_invoice(asha.user), asha.business)
    assert bare["legal_lines"] and not bare.get("signature")
    assert signed["signature"].startswith("data:image/png;base64,") and signed["legal_lines"] == []
