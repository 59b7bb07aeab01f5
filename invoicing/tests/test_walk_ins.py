"""A bill for a stranger: it counts in the khata, and finds its customer later."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from customers.models import Party
from customers.testing import a_party
from invoicing.models import Invoice
from invoicing.selectors.walk_ins import strangers, untagged_of
from invoicing.services.extracting import extract_customers
from invoicing.services.invoices import accept_draft
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.services.walk_ins import start_walk_in, tag_invoices
from invoicing.testing import an_invoice
from smartkhata.core.errors import DomainError

DAY = date(2026, 11, 20)
RICE = {"description": "Rice", "quantity": "1", "unit": "bag", "rate": "1000"}
PHONE = "+919876500001"

pytestmark = pytest.mark.django_db


def a_bill(by, name="Ramesh Kumar", phone=PHONE):
    return accept_draft(start_walk_in(name=name, phone=phone, lines=[RICE], by=by), by=by)


def test_the_document_carries_name_and_phone_and_the_money_counts(asha):
    with asha.scope():
        invoice = a_bill(asha.user, phone="98765 00001")
        assert (invoice.buyer["name"], invoice.buyer["phone"]) == ("Ramesh Kumar", PHONE)
        assert Party.objects.get(is_walk_in=True).balance == 1000
        assert differences() == []


def test_a_tagged_bill_stands_in_its_customers_khata_and_stays_as_issued(asha):
    with asha.scope():
        invoice = a_bill(asha.user)
        record_payment(
            invoice.party, amount=300, method="cash", received_on=DAY, by=asha.user, invoice=invoice
        )
        party = a_party(name="Ramesh Kumar", phone=PHONE)
        assert tag_invoices([invoice], party, by=asha.user) == 1
        assert tag_invoices([invoice], party, by=asha.user) == 0, "once"
        walk_in = Party.objects.get(is_walk_in=True)
        assert (party.balance, party.total_billed, party.total_paid, party.total_invoices) == (
            700,
            1000,
            300,
            1,
        )
        assert (walk_in.balance, walk_in.total_billed, walk_in.total_paid, walk_in.total_invoices) == (
            0,
            0,
            0,
            0,
        )
        tagged = Invoice.objects.get(pk=invoice.pk)
        assert (tagged.party_id, tagged.issued_to, tagged.seal) == (party.pk, walk_in.pk, invoice.seal)
        assert differences() == []


def test_a_tagged_bill_can_be_paid_by_its_customer(asha):
    with asha.scope():
        invoice, party = a_bill(asha.user), a_party(phone=PHONE)
        tag_invoices([invoice], party, by=asha.user)
        record_payment(party, amount=1500, method="cash", received_on=DAY, by=asha.user)
        assert Invoice.objects.get(pk=invoice.pk).paid == 1000
        assert differences() == []


@pytest.mark.parametrize("amount", [1001, 5000])
def test_one_strangers_money_never_settles_anothers_bill(asha, amount):
    with asha.scope():
        mine, _ = a_bill(asha.user), a_bill(asha.user, "Suresh", "+919876500002")
        with pytest.raises(DomainError, match="no more than is due"):
            record_payment(
                mine.party, amount=amount, method="cash", received_on=DAY, by=asha.user, invoice=mine
            )
        with pytest.raises(DomainError, match="one invoice"):
            record_payment(mine.party, amount=10, method="cash", received_on=DAY, by=asha.user)


def test_the_receipt_of_a_stranger_tells_nothing_of_others(asha):
    with asha.scope():
        mine, _ = a_bill(asha.user), a_bill(asha.user, "Suresh", "+919876500002")
        paid = record_payment(
            mine.party, amount=400, method="cash", received_on=DAY, by=asha.user, invoice=mine
        )
        assert paid.balance_after == Decimal(600)


def test_an_invoice_of_a_customer_is_not_given_away(asha):
    with asha.scope():
        invoice, other = an_invoice(asha.user), a_party()
        assert tag_invoices([invoice], other, by=asha.user) == 0


def test_one_phone_and_first_name_is_one_person(asha):
    with asha.scope():
        for name, phone in (
            ("Ramesh", PHONE),
            ("RAMESH K.", PHONE),
            ("Sita", PHONE),
            ("Sita", ""),
            ("sita", ""),
        ):
            a_bill(asha.user, name, phone)
        assert sorted((person.name, len(person.invoices)) for person in strangers()) == [
            ("RAMESH K.", 2),
            ("Sita", 1),
            ("sita", 2),
        ]
        assert len(untagged_of(phone=PHONE, name="Mr Ramesh Kumar")) == 2


def test_customers_are_made_and_questions_are_left(asha):
    with asha.scope():
        a_party(name="Mohan Lal", phone="+919876500003")
        known = a_party(name="Sita Devi", phone="+919876500004")
        for name, phone in (
            ("Ramesh", PHONE),
            ("Suresh", "+919876500003"),
            ("Sita", "+919876500004"),
            ("Gopal", ""),
        ):
            a_bill(asha.user, name, phone)
        result = extract_customers(by=asha.user, names=False)
        assert (result.made, result.tagged, result.questions) == (1, 2, 2)
        assert Party.objects.get(pk=known.pk).balance == 1000
        assert extract_customers(by=asha.user).made == 1, "Gopal, by name"
        assert differences() == []


def test_the_command_does_the_same(asha, capsys):
    with asha.scope():
        a_bill(asha.user)
    call_command("extract_customers", asha.business.slug, dry_run=True)
    call_command("extract_customers", asha.business.slug)
    out = capsys.readouterr().out
    assert "Ramesh Kumar +919876500001: 1 invoices, new" in out
    assert "1 customers made, 1 invoices tagged, 0 left as questions" in out


def test_the_pages_bill_a_stranger_and_make_a_customer(asha):
    sent = asha.client.post(asha.url("invoices/walk-in/"), {"name": "Ramesh", "phone": "98765 00001"})
    assert sent.status_code == 302 and "/drafts/" in sent["Location"]
    with asha.scope():
        a_bill(asha.user)
        [person] = strangers()
    page = asha.client.get(asha.url("invoices/untagged/"))
    assert b"Ramesh Kumar" in page.content and b"new customer" in page.content
    asha.client.post(asha.url("invoices/untagged/"), {"key": person.key})
    with asha.scope():
        assert Party.objects.get(name="Ramesh Kumar").balance == 1000


def test_the_owner_says_whose_the_bills_are(asha):
    with asha.scope():
        a_bill(asha.user)
        other = a_party(name="Suresh", phone=PHONE)
        [person] = strangers()
    asha.client.post(asha.url("invoices/tagging/"), {"key": person.key, "party": other.pk})
    with asha.scope():
        assert Party.objects.get(pk=other.pk).balance == 1000


def test_the_api_does_the_same(asha):
    made = asha.api.post("/api/invoices/walk-in", {"name": "Ramesh", "phone": PHONE, "items": [RICE]})
    assert made.status_code == 201, made.content
    [person] = asha.api.get("/api/invoices/untagged").json()["people"]
    assert (person["invoices"], person["due"]) == ([made.json()["invoice_id"]], 1000)
    with asha.scope():
        party = a_party(name="Sita")
    answer = asha.api.post(f"/api/invoices/{person['invoices'][0]}/tagging", {"customer_id": party.number})
    assert answer.json()["customer_id"] == party.number
    assert asha.api.post("/api/invoices/extraction", {}).json() == {"made": 0, "tagged": 0, "questions": 0}
