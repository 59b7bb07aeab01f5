"""Drafts: every save a version, nothing lost, reviewed by a person."""

import pytest

from invoicing.models import Draft
from invoicing.selectors import draft_totals
from invoicing.selectors.versions import changes, versions_of
from invoicing.services.drafts import (
    discard_draft,
    open_draft,
    restore_version,
    review_draft,
    save_draft,
)
from invoicing.services.invoices import accept_draft
from invoicing.testing import LINE, a_draft
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(asha):
    with asha.scope():
        yield asha


def test_every_save_is_a_version_in_a_chain(shop):
    draft = a_draft(shop.user)
    for notes in ("one", "two"):
        draft = save_draft(draft, by=shop.user, notes=notes)
    rows = versions_of(draft)
    assert [(row.version, row.content["notes"]) for row in rows] == [(3, "two"), (2, "one"), (1, "")]
    second, first = draft.versions.order_by("-version")
    assert draft.previous_version_id == second.pk
    assert (second.previous_version_id, first.previous_version_id) == (first.pk, None)


def test_what_changed_between_two_versions_is_named(shop):
    draft = a_draft(shop.user, lines=[LINE, {"description": "Mail", "rate": "200"}])
    save_draft(draft, by=shop.user, lines=[LINE | {"rate": "14000"}], discount="50")
    new, old = versions_of(Draft.objects.get(pk=draft.pk))
    found = {(change.field, change.before, change.after) for change in changes(old.content, new.content)}
    assert found == {
        ("discount", "0.00", "50.00"),
        ("line 1", "Web hosting, 3.000 month × 15000.00", "Web hosting, 3.000 month × 14000.00"),
        ("line 2", "Mail, 1 × 200.00", ""),
    }


def test_an_old_version_comes_back_as_a_new_one(shop):
    draft = a_draft(shop.user)
    save_draft(draft, by=shop.user, lines=[], notes="emptied")
    draft = restore_version(draft, 1, by=shop.user)
    assert (draft.version, len(draft.lines), draft.notes) == (3, 1, "")
    with pytest.raises(DomainError):
        restore_version(draft, 9, by=shop.user)


def test_a_change_undoes_the_review(shop):
    draft = review_draft(a_draft(shop.user), by=shop.user)
    assert (draft.status, draft.reviewed_by_id) == ("reviewed", shop.user.pk)
    draft = save_draft(draft, by=shop.user, notes="changed")
    assert (draft.status, draft.reviewed_at, draft.reviewed_by_id) == ("draft", None, None)


def test_a_draft_keeps_when_it_was_opened_first_and_when_issued(shop):
    draft = a_draft(shop.user)
    open_draft(draft)
    opened = Draft.objects.get(pk=draft.pk).opened_at
    open_draft(draft)
    accept_draft(draft, by=shop.user)
    row = Draft.objects.get(pk=draft.pk)
    assert opened == row.opened_at < row.sent_at


def test_a_quantity_that_is_not_known_is_waited_for(shop):
    draft = a_draft(shop.user, lines=[LINE | {"quantity": None}])
    assert draft_totals(draft, shop.business) is None
    with pytest.raises(DomainError) as refused:
        accept_draft(draft, by=shop.user)
    assert (refused.value.code, list(refused.value.fields)) == ("needs_quantity", ["items.0.quantity"])
    draft = save_draft(draft, by=shop.user, notes="x")
    assert draft.flags == ["needs_quantity"]
    draft = save_draft(draft, by=shop.user, lines=[LINE])
    assert draft.flags == []


def test_a_quantity_larger_than_a_line_holds_is_refused_in_words(shop):
    with pytest.raises(DomainError) as refused:
        a_draft(shop.user, lines=[LINE | {"quantity": "10000000"}])
    assert refused.value.fields == {
        "items.0.quantity": "A quantity is at most 9,999,999.999. Split it into two lines."
    }


def test_what_delivery_costs_is_taxed_like_the_goods(shop):
    draft = a_draft(shop.user, delivery_charge="100")
    assert draft_totals(draft, shop.business).total == 45100
    invoice = accept_draft(draft, by=shop.user)
    assert [line.description for line in invoice.lines.all()] == ["Web hosting", "Delivery"]


def test_a_discarded_draft_takes_no_more(shop):
    draft = discard_draft(a_draft(shop.user), by=shop.user)
    with pytest.raises(DomainError) as refused:
        save_draft(draft, by=shop.user, notes="x")
    assert refused.value.code == "discarded"
