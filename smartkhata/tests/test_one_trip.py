"""A setting that travels with its SELECT ends with it, inside a transaction and outside one."""

import pytest
from django.db import transaction

from customers.testing import a_party
from smartkhata.core import shape
from smartkhata.core.tenancy import rows_in, rows_seen_by

PARTIES, MEMBERSHIPS = "SELECT id FROM customers_party", "SELECT id FROM accounts_membership"
SETTINGS = (
    "SELECT coalesce(current_setting('app.business_id', true), ''), current_setting('app.user_id', true)"
)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_the_next_statement_sees_nothing(asha, django_assert_num_queries):
    with asha.scope():
        a_party(asha.user)
    with django_assert_num_queries(1):
        assert rows_in(asha.business.pk, PARTIES, [])
    assert rows_seen_by(asha.user.pk, MEMBERSHIPS, [])
    assert not shape.rows(PARTIES, []) and not shape.rows(MEMBERSHIPS, [])


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_the_outer_scope_is_put_back(asha, charlie):
    with charlie.scope():
        a_party(charlie.user)
    with asha.scope(), transaction.atomic():
        assert rows_in(charlie.business.pk, PARTIES, [])
        assert rows_seen_by(charlie.user.pk, MEMBERSHIPS, [])
        assert not shape.rows(PARTIES, [])
        assert shape.rows(SETTINGS, []) == [(str(asha.business.pk), "")]
