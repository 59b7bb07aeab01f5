"""The khata: each line written once, each balance the sum of its lines."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import LedgerEntry, Party
from customers.selectors import ledger
from customers.services.ledger import note_entry, post_entry
from customers.services.parties import add_party
from customers.testing import a_party
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.superuser import as_superuser

DAY = date(2026, 11, 20)
steps = st.lists(
    st.tuples(
        st.sampled_from(["gave", "got"]),
        st.decimals("0.01", "9999", places=2),
        st.dates(date(2026, 1, 1), DAY),
    ),
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_the_cached_balance_is_the_sum_of_the_lines(asha, rows):
    with asha.scope():
        party = a_party()
        for direction, amount, on in rows:
            note_entry(party, direction=direction, amount=amount, on=on, by=asha.user)
        signed = [amount if direction == "gave" else -amount for direction, amount, _ in rows]
        assert Party.objects.get(pk=party.pk).balance == sum(signed, Decimal(0))
        running = [entry.running for entry in ledger(party)]
        assert not running or running[0] == party.balance


@pytest.mark.django_db
def test_a_fact_posted_twice_is_one_line(asha):
    with asha.scope():
        party = a_party()
        for _ in range(2):
            post_entry(party, kind="invoice", amount=Decimal(100), on=DAY, source="invoice:1:issued")
        assert (party.balance, party.total_invoices) == (100, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE {} SET amount = 1", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_line(asha, change):
    with asha.scope():
        note_entry(a_party(), direction="gave", amount=5, on=DAY, by=asha.user)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            LedgerEntry.objects.update(amount=1) if "UPDATE" in change else LedgerEntry.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_even_the_superuser_is_refused(asha):
    with asha.scope():
        note_entry(a_party(), direction="gave", amount=5, on=DAY, by=asha.user)
    with pytest.raises(Exception, match="append-only"):
        as_superuser("UPDATE customers_ledgerentry SET amount = 1")


@pytest.mark.django_db
def test_a_phone_belongs_to_one_active_party(asha):
    with asha.scope():
        first = a_party(phone="98765 43210")
        with pytest.raises(DomainError) as refused:
            add_party(name="Somebody else", phone="+91 98765-43210")
    assert refused.value.code == "phone_taken"
    assert refused.value.extra["customer"]["customer_id"] == first.number


@pytest.mark.django_db
def test_lists_keep_their_query_count(asha):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert asha.api.get("/api/customers").status_code == 200
        return len(captured)

    with asha.scope():
        for _ in range(3):
            a_party()
    assert asha.api
    few = queries()
    with asha.scope():
        for _ in range(40):
            a_party()
    assert queries() == few <= 15, "session, user, membership, scopes with their savepoints, count, page"
