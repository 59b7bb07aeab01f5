"""Two customers who are one: all of both stands together, nothing issued changes, and it can be taken back."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from customers.models import LedgerEntry, Merge, Party
from customers.selectors import find_party, ledger
from customers.services.ledger import note_entry
from customers.services.merging import LIFE, merge_parties, undo_merge
from customers.services.tags import set_tags
from customers.testing import a_party
from invoicing.models import Invoice
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.testing import an_invoice
from smartkhata import panels
from smartkhata.core.errors import DomainError

DAY = date(2026, 11, 20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(asha):
    """Ramesh with an invoice of 45,000 of which 5,000 is paid, and R. Kumar who got 500 on credit."""
    with asha.scope():
        ramesh = a_party(asha.user, "Ramesh Kumar", phone="+919876543210", email="")
        double = a_party(asha.user, "R. Kumar", phone="+919876543211", email="r@example.com")
        set_tags(double, ["vip"], by=asha.user)
        an_invoice(asha.user, double)
        record_payment(double, amount=5000, method="cash", received_on=DAY, by=asha.user)
        note_entry(ramesh, direction="gave", amount=500, on=DAY, by=asha.user)
        yield asha, Party.objects.get(pk=ramesh.pk), Party.objects.get(pk=double.pk)


def test_all_of_both_stands_together(pair):
    asha, ramesh, double = pair
    seal = Invoice.objects.get().seal
    merge_parties(ramesh, double, by=asha.user)
    kept = find_party(ramesh.number)
    assert (kept.balance, kept.total_invoices, kept.total_paid) == (40500, 1, 5000)
    assert ledger(kept)[0].running == kept.balance and ledger(kept).count() == 3
    assert (kept.phone, kept.secondary_phone, kept.email) == (
        "+919876543210",
        "+919876543211",
        "r@example.com",
    )
    assert kept.tags == ["vip"]
    invoice = Invoice.objects.get()
    assert (invoice.party_id, invoice.issued_to, invoice.seal) == (kept.pk, double.pk, seal)
    assert find_party(double.number) == kept, "the old number leads to the other"
    assert list(Party.objects.values_list("pk", flat=True)) == [kept.pk]
    assert differences() == []


def test_the_owner_chooses_for_each_detail(pair):
    asha, ramesh, double = pair
    merge_parties(ramesh, double, take={"name": "gone", "phone": "gone", "email": "kept"}, by=asha.user)
    kept = find_party(ramesh.number)
    assert (kept.name, kept.phone, kept.secondary_phone) == ("R. Kumar", "+919876543211", "+919876543210")


def test_life_goes_on_with_the_one_that_is_kept(pair):
    asha, ramesh, double = pair
    merge_parties(ramesh, double, by=asha.user)
    kept = find_party(ramesh.number)
    record_payment(kept, amount=40500, method="cash", received_on=DAY, by=asha.user)
    assert find_party(ramesh.number).balance == 0
    assert differences() == []


def test_a_merge_is_taken_back_whole(pair):
    asha, ramesh, double = pair
    merge = merge_parties(ramesh, double, take={"name": "gone"}, by=asha.user)
    note_entry(find_party(ramesh.number), direction="gave", amount=7, on=DAY, by=asha.user)
    undo_merge(merge, by=asha.user)
    kept, back = find_party(ramesh.number), find_party(double.number)
    assert (kept.name, kept.balance, kept.total_invoices, kept.secondary_phone) == (
        "Ramesh Kumar",
        507,
        0,
        "",
    )
    assert (back.name, back.balance, back.status, back.phone) == (
        "R. Kumar",
        40000,
        "active",
        "+919876543211",
    )
    assert (kept.tags, back.tags) == ([], ["vip"])
    invoice = Invoice.objects.get()
    assert (invoice.party_id, invoice.issued_to) == (double.pk, None)
    assert differences() == []
    with pytest.raises(DomainError, match="taken back"):
        undo_merge(merge, by=asha.user)


def test_what_ties_the_two_together_keeps_them_together(pair):
    asha, ramesh, double = pair
    merge = merge_parties(ramesh, double, by=asha.user)
    bill, kept = Invoice.objects.get(), find_party(ramesh.number)
    record_payment(kept, amount=100, method="cash", received_on=DAY, by=asha.user, invoice=bill)
    with pytest.raises(DomainError, match="belongs to both"):
        undo_merge(merge, by=asha.user)


def test_after_thirty_days_it_stays(pair):
    asha, ramesh, double = pair
    merge = merge_parties(ramesh, double, by=asha.user)
    with pytest.raises(DomainError, match="30 days"):
        undo_merge(merge, by=asha.user, at=merge.at + LIFE + timedelta(seconds=1))


def test_an_alias_of_an_alias_leads_to_the_last(pair):
    asha, ramesh, double = pair
    third = a_party(asha.user, "Ramesh K", phone="+919876543212")
    merge_parties(ramesh, double, by=asha.user)
    second = merge_parties(third, find_party(ramesh.number), by=asha.user)
    assert find_party(double.number).pk == third.pk
    assert find_party(third.number).balance == 40500
    assert differences() == []
    undo_merge(second, by=asha.user)
    assert find_party(double.number).pk == ramesh.pk
    assert differences() == []


def test_nobody_merges_a_customer_with_themselves_or_the_walk_ins(pair):
    asha, ramesh, _ = pair
    with pytest.raises(DomainError, match="two different"):
        merge_parties(ramesh, ramesh, by=asha.user)
    assert Merge.objects.count() == 0


def test_everything_that_belongs_to_a_party_is_named():
    """A new table of the party's must say whether it moves in a merge or stays."""
    named = set(panels.MERGE_MOVES) | set(panels.MERGE_STAYS)
    holders = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Party
    }
    assert holders == named
    assert LedgerEntry._meta.label not in panels.MERGE_MOVES


def test_the_page_shows_both_and_merges(pair):
    asha, ramesh, double = pair
    page = asha.client.get(asha.url(f"customers/merging/?one={ramesh.pk}&other={double.pk}"))
    assert b"What do you want to keep?" in page.content
    sent = asha.client.post(
        asha.url("customers/merging/"), {"one": ramesh.pk, "other": double.pk, "take-name": "gone"}
    )
    assert sent.status_code == 302
    merge = Merge.objects.get()
    assert asha.client.post(asha.url(f"merges/{merge.pk}/undoing/")).status_code == 302


def test_the_api_previews_merges_and_undoes(pair):
    asha, ramesh, double = pair
    path = f"/api/customers/{ramesh.number}/merge"
    shown = asha.api.get(path, other=double.number).json()
    assert {row["field"]: row["usual"] for row in shown["choices"]} == {
        "name": "kept",
        "phone": "kept",
        "email": "gone",
    }
    made = asha.api.post(path, {"other": double.number})
    assert made.status_code == 201, made.content
    assert asha.api.get("/api/merges").json()["total"] == 1
    assert asha.api.post(f"/api/merges/{made.json()['merge_id']}/undoing").json()["undone_at"]
