"""The pages of a customer: how many queries they take, what they say, what they refuse."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import LedgerEntry, SavedView
from customers.services.parties import change_party
from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(asha):
    """A customer with a history."""
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar", tags=["vip"], notes="VIP", opening_balance=50)
        for _ in range(4):
            invoice = an_invoice(asha.user, party)
            record_payment(
                party,
                amount=500,
                method="cash",
                received_on=today(asha.business),
                invoice=invoice,
                by=asha.user,
            )
    return party


def queries(asha, page):
    """How many statements a page takes, without the transaction's own."""
    assert asha.client.get(asha.url(page)).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert asha.client.get(asha.url(page)).status_code == 200
    own = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting", "SELECT NULL, set_config")
    told = [row["sql"] for row in captured if not row["sql"].startswith(own)]
    return len(told), told


def test_a_customers_page_takes_few_queries(asha, party):
    count, told = queries(asha, f"customers/{party.pk}/")
    assert count <= 18, "\n".join(sql[:150] for sql in told)


@pytest.mark.parametrize("page", ["customers/", "customers/ageing/"])
def test_lists_hold_their_queries(asha, page):
    with asha.scope():
        for n in range(3):
            a_party(asha.user, opening_balance=10, tags=[f"tag {n}"])
    few, _ = queries(asha, page)
    with asha.scope():
        for n in range(25):
            a_party(asha.user, opening_balance=10, tags=[f"tag {n}"])
    many, told = queries(asha, page)
    assert many == few, "\n".join(sql[:150] for sql in told)


def test_an_entry_is_written_shown_and_undone(asha, party):
    page = asha.url(f"customers/{party.pk}/entries/")
    answer = asha.client.post(
        page, {"amount": "20", "date": today(asha.business), "direction": "gave"}, follow=True
    )
    assert "Written into the khata: You gave ₹20." in answer.content.decode()
    with asha.scope():
        entry = LedgerEntry.objects.get(kind="gave")
    answer = asha.client.post(asha.url(f"customers/{party.pk}/entries/{entry.pk}/undoing/"), follow=True)
    assert "taken back" in answer.content.decode()


def test_a_suspended_customer_shows_why_and_the_owner_may_allow_a_day(asha, brian, party):
    with asha.scope():
        change_party(party, by=asha.user, status="suspended", status_reason="Cheque bounced")
    page = asha.url(f"customers/{party.pk}/")
    assert "Cheque bounced" in asha.client.get(page).content.decode()
    assert brian.client.post(f"{page}allowance/").status_code == 403
    answer = asha.client.post(f"{page}allowance/", follow=True)
    assert "allowed until" in answer.content.decode()


def test_a_statement_is_a_page_a_sheet_and_a_paper(asha, party):
    page = asha.url(f"customers/{party.pk}/statement/")
    assert "Closing balance" in asha.client.get(page).content.decode()
    sheet = asha.client.get(page, {"format": "csv"}).content.decode()
    assert sheet.splitlines()[-1].endswith(f"{party.balance}")
    assert asha.client.get(page, {"from": "2030-01-01"}).status_code == 400
    paper = asha.client.get(f"{page}pdf/")
    assert paper.content.startswith((b"%PDF", b"\n<!doctype", b"<!doctype"))


def test_the_customers_link_shows_the_balance_and_nothing_personal(asha, party, client):
    shared = asha.client.post(asha.url(f"customers/{party.pk}/statement/sharing/"))
    assert shared.status_code == 302 and shared["Location"].startswith("https://wa.me/91")
    token = shared["Location"].rpartition("%3D")[2]
    page = client.get("/khata", {"t": token})
    assert page.status_code == 200 and "Ramesh" not in page.content.decode()
    assert "Asha Traders" in page.content.decode()
    assert client.get("/khata", {"t": "x" * 16}).status_code == 404
    assert client.post("/khata/prove/", {"t": token})["Location"] == "/portal/code/new/"


def test_several_customers_get_a_tag_and_a_view_is_kept(asha, party):
    asha.client.get(asha.url("customers/?view=overdue&sort=name"))
    done = asha.client.post(asha.url("customers/tagging/"), {"party": [str(party.pk), "x"], "tag": "Monthly"})
    assert done["Location"].endswith("customers/?view=overdue&sort=name"), "the list as it was left"
    assert asha.api.get("/api/customers", tag="monthly").json()["total"] == 1
    asha.client.post(asha.url("customers/views/"), {"name": "Late", "query": "view=overdue&page=3&x=1"})
    with asha.scope():
        assert SavedView.objects.get().query == "view=overdue"
    assert "Late" in asha.client.get(asha.url("customers/")).content.decode()


def test_a_bill_is_sent_from_the_customers_invoices(asha, party):
    with asha.scope():
        entry = LedgerEntry.objects.filter(party=party, kind="invoice").first()
    invoice = entry.source.split(":")[1]
    page = asha.client.get(asha.url(f"customers/{party.pk}/invoices/")).content.decode()
    assert page.count("/sending/") == 4 and asha.url(f"invoices/{invoice}/sending/") in page
    assert "/sending/" not in asha.client.get(asha.url(f"customers/{party.pk}/payments/")).content.decode()
