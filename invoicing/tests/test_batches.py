"""A batch bills each of its parties once, whatever happens on the way."""

import pytest

from customers.models import Party
from customers.testing import a_party
from invoicing.models import Batch, BatchRow, Invoice
from invoicing.selectors.batches import dry_run, progress, rows_of, running_batches
from invoicing.services.batches import (
    begin_batch,
    change_rows,
    retry_batch,
    run_batch,
    send_batch,
    start_batch,
)
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db
FEES = {"description": "School fees", "quantity": "1", "unit": "month", "rate": "1000"}


@pytest.fixture
def batch(asha):
    with asha.scope():
        for n in range(5):
            a_party(asha.user, name=f"Pupil {n}", phone=f"+9198765432{n:02d}")
        Party.objects.filter(name="Pupil 4").update(status="suspended")
        return start_batch(Party.objects.order_by("name"), name="November", lines=[FEES], by=asha.user)


def test_who_may_not_be_billed_is_left_out_with_the_reason(asha, batch):
    with asha.scope():
        [row] = batch.rows.filter(state="excluded")
        assert row.reason == "Pupil 4 is suspended."


def test_the_dry_run_tells_what_each_will_pay_and_issues_nothing(asha, batch):
    with asha.scope():
        row = batch.rows.get(party__name="Pupil 1")
        change_rows(batch, {str(row.pk): {"quantity": "2", "rate": "900"}}, by=asha.user)
        rows, whole = dry_run(list(rows_of(batch).select_related("batch")), asha.business)
        assert [row.total for row in rows] == [1000, 1800, 1000, 1000, 1000]
        assert whole == 4800
        assert not Invoice.objects.exists()


def test_the_job_bills_everybody_once(asha, batch):
    with asha.scope():
        begin_batch(batch, by=asha.user)
    work()
    for business_id, batch_id in running_batches():
        while run_batch(business_id, batch_id):
            pass
    with asha.scope():
        assert Invoice.objects.count() == 4
        assert progress(Batch.objects.get()) == {
            "waiting": 0,
            "excluded": 1,
            "issued": 4,
            "failed": 0,
            "all": 5,
        }
        assert Batch.objects.get().status == "done"


def test_a_job_that_was_killed_goes_on_where_it_stood(asha, batch):
    with asha.scope():
        begin_batch(batch, by=asha.user)
    assert run_batch(asha.business.pk, batch.pk, limit=2)
    with asha.scope():
        assert Invoice.objects.count() == 2
    assert not run_batch(asha.business.pk, batch.pk)
    assert not run_batch(asha.business.pk, batch.pk)
    with asha.scope():
        assert sorted(Invoice.objects.values_list("party__name", flat=True)) == [
            f"Pupil {n}" for n in range(4)
        ]


def test_a_bill_that_is_refused_keeps_its_reason_and_the_others_go_out(asha, batch):
    with asha.scope():
        begin_batch(batch, by=asha.user)
        Party.objects.filter(name="Pupil 0").update(status="suspended")
    run_batch(asha.business.pk, batch.pk)
    with asha.scope():
        assert "suspended" in BatchRow.objects.get(state="failed").reason
        assert Invoice.objects.count() == 3


def test_a_batch_is_begun_once_and_not_changed_afterwards(asha, batch):
    with asha.scope():
        begin_batch(batch, by=asha.user)
        for again in (lambda: begin_batch(batch, by=asha.user), lambda: change_rows(batch, {}, by=asha.user)):
            with pytest.raises(DomainError) as refused:
                again()
            assert refused.value.status == 409


def test_a_bad_number_in_the_grid_is_told_by_row(asha, batch):
    with asha.scope():
        row = batch.rows.first()
        with pytest.raises(DomainError) as refused:
            change_rows(batch, {str(row.pk): {"quantity": "many"}}, by=asha.user)
    assert refused.value.fields == {str(row.pk): "Enter a number."}


def test_nobody_and_nothing_are_refused(asha, batch):
    with asha.scope():
        with pytest.raises(DomainError):
            start_batch(Party.objects.none(), name="", lines=[FEES], by=asha.user)
        with pytest.raises(DomainError):
            start_batch(Party.objects.all(), name="", lines=[], by=asha.user)


def test_what_failed_is_billed_at_the_next_try_and_nothing_twice(asha, batch):
    with asha.scope():
        begin_batch(batch, by=asha.user)
        Party.objects.filter(name="Pupil 0").update(status="suspended")
    run_batch(asha.business.pk, batch.pk)
    page = asha.client.get(asha.url(f"batches/{batch.pk}/?state=failed")).content.decode()
    assert "Try the failed ones again" in page and "Pupil 0 is suspended" in page and "Pupil 1" not in page
    with asha.scope():
        first = set(Invoice.objects.values_list("number", flat=True))
        send_batch(batch, by=asha.user)
        Party.objects.filter(name="Pupil 0").update(status="active")
    assert asha.client.post(asha.url(f"batches/{batch.pk}/retrying/")).status_code == 302
    for _ in range(2):
        run_batch(asha.business.pk, batch.pk)
    with asha.scope():
        bills = Invoice.objects.all()
        assert bills.count() == len({bill.party_id for bill in bills}) == 4
        assert first < {bill.number for bill in bills}
        again = Batch.objects.get()
        assert (again.status, again.sent_at) == ("done", None), "the new invoice was not sent with the others"


def test_only_a_finished_batch_with_failures_is_tried_again(asha, batch):
    with asha.scope():
        for code in ("batch_not_done", "nothing_failed"):
            with pytest.raises(DomainError) as refused:
                retry_batch(batch, by=asha.user)
            assert refused.value.code == code
            Batch.objects.update(status="done")
    answer = asha.api.post(f"/api/batches/{batch.pk}/retrying", {})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "nothing_failed")
