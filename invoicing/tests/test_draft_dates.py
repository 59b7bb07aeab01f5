"""A draft may bear a date of its own: the invoice's, from which terms and rates are counted."""

from datetime import timedelta

import pytest

from customers.testing import a_party
from invoicing.models import Draft, Invoice
from invoicing.services.drafts import restore_version, save_draft
from invoicing.services.invoices import accept_draft
from invoicing.testing import LINE, a_draft
from invoicing.tests.test_editor import now, post, typed
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(asha):
    with asha.scope():
        return a_draft(asha.user, a_party(asha.user, payment_terms="net_15"))


def test_the_invoice_bears_the_drafts_date_and_counts_its_terms_from_there(asha, draft):
    day = today(asha.business) - timedelta(days=3)
    post(asha, draft, typed(draft, issued_on=day.isoformat()))
    assert now(asha, draft).issued_on == day
    with asha.scope():
        invoice = accept_draft(now(asha, draft), by=asha.user)
        entry = invoice.party.entries.get(kind="invoice")
    assert (invoice.issued_on, invoice.due_on, entry.on) == (day, day + timedelta(days=15), day)


def test_without_one_it_is_the_day_of_issue(asha, draft):
    with asha.scope():
        assert accept_draft(draft, by=asha.user).issued_on == today(asha.business)


@pytest.mark.parametrize("days", [1, -400])
def test_no_day_to_come_and_no_slip_of_a_year(asha, draft, days):
    with asha.scope():
        wrong = today(asha.business) + timedelta(days=days)
        draft = save_draft(draft, by=asha.user, issued_on=wrong)
        with pytest.raises(DomainError) as refused:
            accept_draft(draft, by=asha.user)
    assert (refused.value.code, list(refused.value.fields)) == ("bad_date", ["issued_on"])
    with asha.scope():
        assert not Invoice.objects.exists()


def test_it_is_a_part_of_every_version(asha, draft):
    with asha.scope():
        day = today(asha.business)
        draft = save_draft(draft, by=asha.user, issued_on=day)
        assert restore_version(draft, 1, by=asha.user).issued_on is None
        assert restore_version(draft, 2, by=asha.user).issued_on == day
    page = asha.client.get(asha.url(f"drafts/{draft.pk}/versions/")).content.decode()
    assert "Date of the invoice" in page


def test_the_api_takes_and_shows_it(asha, draft):
    path = f"/api/customers/{draft.party.number}/invoices/drafts/{draft.number}"
    day = today(asha.business).isoformat()
    answer = asha.api.put(path, {"issue_date": day}).json()
    assert answer["invoice_data"]["issue_date"] == day
    with asha.scope():
        assert Draft.objects.get().issued_on.isoformat() == day


def test_the_summary_of_errors_leads_to_the_box(asha, draft):
    form = typed(draft, **{"line-1-description": "Dal", "line-1-rate": "many", "line-count": "2"})
    page = post(asha, draft, form).content.decode()
    assert '<a href="#r1">Line 2, Rate: Enter a number.</a>' in page and 'id="r1"' in page


def test_what_keeps_it_from_being_issued_leads_to_the_box_too(asha, draft):
    form = typed(draft, [LINE | {"rate": ""}], issue="1")
    answer = post(asha, draft, form)
    assert answer.status_code == 400
    assert '<a href="#r0">Line 1, Rate: Enter the rate.</a>' in answer.content.decode()
    assert now(asha, draft).version == 2, "what was typed is saved all the same"
