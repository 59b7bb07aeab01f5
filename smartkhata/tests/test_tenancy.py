"""As the wrong shop, at the database itself: nothing is seen, nothing can be written, nothing can be forged."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from customers.models import Party
from customers.testing import a_party
from smartkhata.accounts.testing import open_shop
from smartkhata.core.tenancy import TenantModel, business_scope, current_business_id, no_scope
from smartkhata.tests.world import furnish

MODELS = [model for model in apps.get_models() if issubclass(model, TenantModel)]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def two_shops(all_through):
    asha, charlie = open_shop("Asha Traders"), open_shop("Charlie Stores", "KE")
    furnish(asha)
    furnish(charlie)
    return asha, charlie


@pytest.mark.parametrize("model", MODELS)
def test_without_a_scope_there_is_no_row(two_shops, model):
    assert model.across.count() == 0
    assert model.objects.count() == 0


@pytest.mark.parametrize("model", MODELS)
def test_with_a_scope_there_is_no_row_of_another_shop(two_shops, model):
    """`across` has no filter of the ORM: the database alone holds the wall."""
    asha, charlie = two_shops
    with asha.scope():
        shops = set(model.across.values_list("business_id", flat=True))
    assert shops <= {asha.business.pk}


def test_a_forged_row_is_refused(two_shops):
    asha, charlie = two_shops
    with asha.scope(), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Party.across.create(
            business_id=charlie.business.pk, number="X", name="X", name_key="x", created_at=timezone.now()
        )


def test_a_key_to_another_shops_row_is_refused(two_shops):
    asha, charlie = two_shops
    with charlie.scope():
        his = a_party(phone="+254722000001")
    forge = (
        "INSERT INTO customers_ledgerentry"
        ' (id, business_id, party_id, kind, amount, "on", source, note, recorded_at)'
        " VALUES (gen_random_uuid(), %s, %s, 'gave', 1, now(), 'forged', '', now())"
    )
    refused = pytest.raises(DatabaseError, match="tenant_fk")
    with asha.scope(), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forge, [asha.business.pk, his.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_outer_scope_comes_back_after_an_inner_one(two_shops):
    asha, charlie = two_shops
    with asha.scope():
        with charlie.scope():
            assert current_business_id() == charlie.business.pk
        assert Party.across.values_list("business_id", flat=True).distinct().get() == asha.business.pk


def test_a_refusal_inside_a_scope_leaves_the_outer_one_intact(two_shops):
    asha, charlie = two_shops
    with asha.scope():
        with pytest.raises(ValueError), business_scope(charlie.business.pk):
            raise ValueError
        assert Party.across.values_list("business_id", flat=True).distinct().get() == asha.business.pk


def test_a_job_must_bring_its_own_scope(two_shops):
    asha, _ = two_shops
    with asha.scope(), no_scope():
        assert Party.objects.count() == 0
