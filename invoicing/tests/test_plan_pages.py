"""The pages of plans and batches: filled in, refused in words, carried through."""

import pytest

from customers.testing import a_party
from invoicing.models import Batch, Invoice, RecurringPlan
from invoicing.services.batches import run_batch

pytestmark = pytest.mark.django_db
LINE = {
    "line-count": "1",
    "line-0-description": "Rent {month}",
    "line-0-quantity": "1",
    "line-0-unit": "month",
    "line-0-rate": "20000",
}


@pytest.fixture
def party(asha):
    with asha.scope():
        return a_party(asha.user)


def test_a_plan_is_set_up_changed_paused_and_ended(asha, party):
    new = asha.url(f"customers/{party.pk}/plans/new/")
    answer = asha.client.post(new, LINE | {"every": "monthly", "starts_on": "2090-01-31"})
    page = answer.headers["Location"]
    assert "28 Feb 2090" in asha.client.get(page).content.decode()
    asha.client.post(f"{page}edit/", LINE | {"line-0-rate": "21000", "name": "Flat 4"})
    assert "21,000" in asha.client.get(page).content.decode()
    for press, status in (({"status": "paused"}, "paused"), ({"status": "ended"}, "ended")):
        asha.client.post(f"{page}status/", press)
        with asha.scope():
            assert RecurringPlan.objects.get().status == status


def test_a_plan_without_a_rate_is_refused_and_nothing_typed_is_lost(asha, party):
    new = asha.url(f"customers/{party.pk}/plans/new/")
    typed = LINE | {"line-0-rate": "", "every": "weekly", "starts_on": "2090-01-31"}
    page = asha.client.post(new, typed)
    assert page.status_code == 400
    assert "each with a rate" in page.content.decode() and "Rent {month}" in page.content.decode()


def test_a_batch_from_its_lines_to_the_invoices(asha, party):
    answer = asha.client.post(asha.url("batches/new/"), LINE | {"name": "November"})
    page = answer.headers["Location"]
    with asha.scope():
        row = Batch.objects.get().rows.get()
    shown = asha.client.post(page, {"row": str(row.pk), f"quantity-{row.pk}": "2"}, follow=True)
    assert "₹40,000" in shown.content.decode()
    asha.client.post(page, {"row": str(row.pk), f"quantity-{row.pk}": "2", "begin": "1"})
    assert not run_batch(asha.business.pk, row.batch_id)
    with asha.scope():
        assert Invoice.objects.get().total == 40000
    assert "1 billed" in asha.client.get(page).content.decode()


def test_a_wrong_number_stands_beside_its_row(asha, party):
    page = asha.client.post(asha.url("batches/new/"), LINE).headers["Location"]
    with asha.scope():
        row = Batch.objects.get().rows.get()
    shown = asha.client.post(page, {"row": str(row.pk), f"rate-{row.pk}": "ten"})
    assert shown.status_code == 400 and "Enter a number." in shown.content.decode()
