"""What pages ask of the database does not grow with the book, nor with what happened to a customer."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Party
from customers.services.ledger import note_entry
from customers.services.notes import add_note
from customers.services.tags import set_tags
from customers.testing import a_party
from invoicing.services.agreements import promise_payment
from invoicing.services.payments import record_payment
from invoicing.testing import an_invoice
from smartkhata.core.clock import today

pytestmark = pytest.mark.django_db
MANY = 10_000
BESIDE = re.compile(r"^(SAVEPOINT|RELEASE|BEGIN|COMMIT)|^SELECT [^\"]*set_config\(")
LISTS = ("", "?search=person", "?view=overdue", "?sort=name&page=3", "?tag=vip&more=5")


def grow(person, count):
    """Rows of parties that owe something, as an import would write them."""
    now, day = timezone.now(), today(person.business)
    Party.objects.bulk_create(
        Party(
            number=f"MANY-{n}",
            name=f"Person {n}",
            name_key=f"person {n}",
            phone=f"+9177{n:08d}",
            balance=n,
            oldest_due_on=day - timedelta(days=n % 40),
            created_at=now,
        )
        for n in range(count)
    )


def asked(person, path):
    """The queries of an answer: statements beside BEGIN, SAVEPOINT and the set_config of row security. Of the second
    answer, for the first one remembers a place or a token's use."""
    answer = person.client.get if path.startswith("/b/") else person.api.get
    answer(path)
    with CaptureQueriesContext(connection) as queries:
        assert answer(path).status_code == 200, path
    return [row["sql"] for row in queries if not BESIDE.search(row["sql"])]


def test_lists_ask_as_much_for_ten_as_for_ten_thousand(asha):
    paths = [asha.url(f"customers/{query}") for query in LISTS]
    paths += [asha.url("customers/ageing/"), "/api/customers?limit=200", "/api/customers/stats/summary"]
    paths += ["/api/customers/stats/ageing", "/api/customers?search=person&sort=-outstanding&skip=5"]
    with asha.scope():
        set_tags(a_party(asha.user, opening_balance=9), ["vip"], by=asha.user)
        grow(asha, 9)
    few = {path: len(asked(asha, path)) for path in paths}
    with asha.scope():
        Party.objects.filter(number__startswith="MANY").delete()
        grow(asha, MANY)
    assert {path: len(asked(asha, path)) for path in paths} == few
    assert max(few.values()) <= 15, few


@pytest.fixture
def busy(asha):
    """A customer to whom everything has happened."""
    day = today(asha.business)
    with asha.scope():
        party = a_party(asha.user, tags=["vip", "monthly"], notes="Knows the family", opening_balance=70)
        for _ in range(4):
            bill = an_invoice(asha.user, party)
            promise_payment(bill, promised_on=day, by=asha.user)
        record_payment(party, amount=500, method="cash", received_on=day, by=asha.user)
        note_entry(party, direction="gave", amount=5, on=day, by=asha.user)
        add_note(party, "Pays on Fridays", by=asha.user)
    return party


@pytest.mark.parametrize("name", ["", "invoices/", "payments/", "activity/", "notes/"])
def test_a_customers_page_takes_fifteen_queries_at_most(asha, busy, name):
    found = asked(asha, asha.url(f"customers/{busy.pk}/{name}"))
    assert len(found) <= 15, "\n".join(sql[:150] for sql in found)
