"""Batches and recurring plans over the API, and that their queries do not grow with the customers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Party
from customers.testing import a_party
from invoicing.models import Batch, Invoice
from invoicing.services.batches import run_batch
from invoicing.services.recurring import run_plan
from invoicing.tests.test_recurring import plan
from smartkhata.core.clock import today

__all__ = ["plan"]
pytestmark = pytest.mark.django_db
FEES = {"description": "School fees", "quantity": "1", "unit": "month", "rate": "1000"}


@pytest.fixture
def pupils(asha):
    with asha.scope():
        return [
            a_party(asha.user, name=f"Pupil {n}", phone=f"+9198765432{n:02d}", tags=["school"] if n else [])
            for n in range(4)
        ]


def send(asha, path, body=None, method="post", expect=201):
    answer = getattr(asha.api, method)(f"/api/{path}", body or {})
    assert answer.status_code == expect, answer.content
    return answer.json()


def test_a_batch_by_tag_from_the_dry_run_to_the_invoices(asha, pupils):
    made = send(asha, "batches", {"items": [FEES], "tag": "School", "name": "November"})
    assert (made["status"], made["progress"]["all"]) == ("open", 3)
    seen = asha.api.get(f"/api/batches/{made['batch_id']}").json()
    assert (seen["total"], seen["total_amount"]) == (3, 3000)
    first, second, third = seen["rows"]
    changes = [{"row_id": first["row_id"], "quantity": 2}, {"row_id": second["row_id"], "is_excluded": True}]
    seen = send(asha, f"batches/{made['batch_id']}", {"rows": changes}, "put", 200)
    assert [row["total"] for row in seen["rows"]] == [2000, 1000, 1000] and seen["total_amount"] == 3000
    assert seen["rows"][1]["status"] == "excluded"
    send(asha, f"batches/{made['batch_id']}/beginning", expect=202)
    assert send(asha, f"batches/{made['batch_id']}/sending", expect=409)["error"]["code"] == "not_to_send"
    while run_batch(asha.business.pk, made["batch_id"]):
        pass
    with asha.scope():
        assert sorted(Invoice.objects.values_list("total", flat=True)) == [1000, 2000]
    assert send(asha, f"batches/{made['batch_id']}/sending", expect=202)["sent_at"]
    [listed] = asha.api.get("/api/batches").json()["batches"]
    assert listed["progress"] == {"waiting": 0, "excluded": 1, "issued": 2, "failed": 0, "all": 3}


def test_a_batch_by_tag_from_the_page(asha, pupils):
    page = asha.client.get(asha.url("batches/new/?tag=school")).content.decode()
    assert '<option value="school" selected>school (3)</option>' in page
    lines = {"line-count": "1"} | {f"line-0-{field}": value for field, value in FEES.items()}
    more = asha.client.post(asha.url("batches/new/"), lines | {"tag": "school", "act": "add"})
    assert more.status_code == 200 and more.content.decode().count("-description") == 5
    asha.client.post(asha.url("batches/new/"), lines | {"tag": "school"})
    with asha.scope():
        assert Batch.objects.get().rows.count() == 3


def test_a_batch_of_those_who_owe_too_long_from_the_page(asha, pupils):
    with asha.scope():
        Party.objects.filter(pk=pupils[2].pk).update(
            balance=100, oldest_due_on=today(asha.business) - timedelta(days=40)
        )
    lines = {"line-count": "1"} | {f"line-0-{field}": value for field, value in FEES.items()}
    asha.client.post(asha.url("batches/new/"), lines | {"payment_status": "overdue"})
    with asha.scope():
        assert [row.party_id for row in Batch.objects.get().rows.all()] == [pupils[2].pk]


def test_the_queries_of_a_batch_do_not_grow_with_its_rows(asha, pupils):
    counts = []
    for number in (1, 4):
        named = "Pupil 0" if number == 1 else "Pupil"
        batch = send(asha, "batches", {"items": [FEES], "search": named})["batch_id"]
        with CaptureQueriesContext(connection) as queries:
            asha.api.get(f"/api/batches/{batch}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_plan_over_the_api(asha, pupils):
    body = {"customer_id": pupils[1].number, "items": [FEES], "every": "monthly", "starts_on": "2090-01-31"}
    made = send(asha, "plans", body)
    assert made["coming"] == ["2090-01-31", "2090-02-28", "2090-03-31"] and made["periods"] == []
    path = f"plans/{made['plan_id']}"
    assert send(asha, path, {"max_count": 2}, "patch", 200)["coming"] == ["2090-01-31", "2090-02-28"]
    assert send(asha, f"{path}/skipping", expect=200)["next_on"] == "2090-02-28"
    assert send(asha, f"{path}/status", {"status": "paused"}, "put", 200)["status"] == "paused"
    assert asha.api.get("/api/plans", customer_id=pupils[1].number).json()["total"] == 1
    assert asha.api.get("/api/plans", customer_id=pupils[2].number).json()["total"] == 0
    assert send(asha, "plans", body | {"starts_on": "2020-01-01"}, expect=400)["error"]["fields"]["starts_on"]


def test_what_was_missed_is_decided_over_the_api(asha, plan):
    with asha.scope():
        [period, *_] = run_plan(plan)
    path = f"plans/{plan.pk}/periods/{period.pk}"
    assert period.state == "missed"
    decided = send(asha, path, {"bill": True}, "put", 200)
    assert decided["status"] == "issued" and decided["invoice_id"].startswith("INV-")
    assert send(asha, path, {"bill": False}, "put", 409)["error"]["code"] == "decided"
