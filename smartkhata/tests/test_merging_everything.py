"""Whatever names a customer follows them in a merge and comes back with it; nothing is billed or told twice."""

from datetime import UTC, datetime

import pytest
from django.apps import apps

from customers.models import Party
from customers.selectors import find_party
from customers.services.merging import merge_parties, undo_merge
from customers.services.notes import add_note
from customers.testing import a_party
from invoicing.models import BatchRow, Invoice
from invoicing.services.agreements import open_dispute, promise_payment
from invoicing.services.batches import begin_batch, run_batch, start_batch
from invoicing.services.claims import claim_payment
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.credits import refund_credit
from invoicing.services.invoices import accept_draft
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.services.quotes import give_quote
from invoicing.services.recurring import start_plan
from invoicing.testing import LINE, a_draft, an_invoice
from notifications.models import Preference
from notifications.services import preferences, reminders
from portal.models import Link, NetworkProfile
from portal.selectors import own_invoice, shop_invoices
from smartkhata import panels
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

MORNING = datetime(2026, 11, 20, 6, tzinfo=UTC)
BILL = {"lines": [LINE | {"rate": "100"}], "name": "November"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(asha):
    with asha.scope():
        ramesh = a_party(asha.user, "Ramesh Kumar", phone="+919876543210")
        double = a_party(asha.user, "R. Kumar", phone="+919876543211")
        yield asha, ramesh, double


def merge(pair, **options):
    asha, ramesh, double = pair
    return merge_parties(ramesh, double, by=asha.user, at=MORNING, **options)


def everything(person, party):
    """One row at least of each table that MERGE_MOVES names."""
    by, day = person.user, today(person.business)
    add_note(party, "Pays on Fridays", by=by)
    a_draft(by, party)
    give_quote(party, lines=[LINE], by=by)
    bill = an_invoice(by, party)
    promise_payment(bill, promised_on=day, by=by)
    open_dispute(bill, reason="Two bags were torn", by=by)
    claim_payment(bill, amount=10, method="upi", reference="UPI123", paid_on=day)
    credit_invoice(bill, reason="Torn", amount=100, by=by)
    too_much = record_payment(party, amount=60_000, method="cash", received_on=day, by=by)
    refund_credit(too_much, amount=5, method="cash", paid_on=day, by=by)
    start_plan(party, every="monthly", starts_on=day, by=by, lines=[LINE])
    start_batch(Party.objects.filter(pk=party.pk), by=by, **BILL)
    preferences.change_wishes(party, often="weekly", by=by)
    an_invoice(by, party)
    reminders.remind(party, by=by, at=MORNING)


def holders(party):
    return {
        label: {
            str(pk) for pk in apps.get_model(label).objects.filter(party=party).values_list("pk", flat=True)
        }
        for label in panels.MERGE_MOVES
    }


def test_everything_follows_and_everything_comes_back(pair):
    asha, ramesh, double = pair
    everything(asha, double)
    before, none = holders(double), dict.fromkeys(panels.MERGE_MOVES, set())
    assert [label for label, rows in before.items() if not rows] == [], "this test must try each table"
    done = merge(pair)
    assert (holders(find_party(ramesh.pk)), holders(double)) == (before, none)
    assert differences() == []
    undo_merge(done, by=asha.user, at=MORNING)
    assert (holders(ramesh), holders(double)) == (none, before)
    assert differences() == []


def test_a_batch_bills_one_customer_once(pair):
    asha, ramesh, double = pair
    batch = start_batch(Party.objects.order_by("name"), by=asha.user, **BILL)
    done = merge(pair)
    begin_batch(batch, by=asha.user)
    run_batch(asha.business.pk, batch.pk)
    assert list(Invoice.objects.values_list("party", flat=True)) == [ramesh.pk]
    assert sorted(batch.rows.values_list("state", flat=True)) == ["excluded", "issued"]
    undo_merge(done, by=asha.user, at=MORNING)
    assert batch.rows.get(party=double).state == "waiting"


def test_a_batch_bills_the_one_that_is_kept_and_that_ties(pair):
    asha, ramesh, double = pair
    batch = start_batch(Party.objects.filter(pk=double.pk), by=asha.user, **BILL)
    done = merge(pair)
    begin_batch(batch, by=asha.user)
    run_batch(asha.business.pk, batch.pk)
    assert BatchRow.objects.get().invoice.party_id == ramesh.pk
    with pytest.raises(DomainError, match="belongs to both"):
        undo_merge(done, by=asha.user, at=MORNING)


def test_what_a_moved_draft_became_ties(pair):
    asha, _ramesh, double = pair
    draft = a_draft(asha.user, double)
    done = merge(pair)
    draft.refresh_from_db()
    accept_draft(draft, by=asha.user)
    with pytest.raises(DomainError, match="belongs to both"):
        undo_merge(done, by=asha.user, at=MORNING)


@pytest.mark.parametrize(
    ("kept", "gone", "both"), [("each", "off", "off"), ("receipts", "daily", "receipts")]
)
def test_the_stricter_of_two_wishes_holds(pair, kept, gone, both):
    asha, ramesh, double = pair
    preferences.change_wishes(ramesh, often=kept, channels_off=["email"], by=asha.user)
    preferences.change_wishes(double, often=gone, channels_off=["sms"], by=asha.user)
    done = merge(pair)
    wish = preferences.wishes_of(ramesh)
    assert (wish.often, wish.channels_off) == (both, ["email", "sms"])
    undo_merge(done, by=asha.user, at=MORNING)
    wishes = [(preferences.wishes_of(one).often, preferences.wishes_of(one).channels_off) for one in pair[1:]]
    assert wishes == [(kept, ["email"]), (gone, ["sms"])]


@pytest.mark.parametrize(("taken", "wrong"), [("kept", False), ("gone", True)])
def test_a_wrong_number_stays_with_the_number(pair, taken, wrong):
    asha, ramesh, double = pair
    preferences.not_me(double, by="customer")
    done = merge(pair, take={"phone": taken})
    assert preferences.wishes_of(ramesh).is_wrong_number is wrong
    undo_merge(done, by=asha.user, at=MORNING)
    assert Preference.objects.get().party_id == double.pk
    assert Preference.objects.get().is_wrong_number


def test_a_customer_who_is_signed_in_sees_the_bills_of_both(pair):
    asha, ramesh, double = pair
    profile = NetworkProfile.objects.create(phone=double.phone)
    link = Link.objects.create(profile=profile, party=double)
    bill = an_invoice(asha.user, double)
    merge(pair)
    assert [row["invoice_id"] for row in shop_invoices(link, asha.business)] == [bill.pk]
    assert own_invoice(link, bill.number) == Invoice.objects.get()
