"""Every table is either one shop's, with row security forced, or named here with the reason."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from smartkhata.core.models import Event

# Tables that belong to no shop, and why.
GLOBAL = {
    "core_business": "the shops themselves",
    "core_keymark": "one row: which keys this database was written with",
    "core_attempt": "tries at secrets, counted before a shop is known",
    "core_idempotentrequest": "bound to its holder by a policy of its own",
    "accounts_user": "a person may belong to several shops",
    "accounts_user_groups": "staff permissions",
    "accounts_user_user_permissions": "staff permissions",
    "accounts_accountletter": "letters to users about their account",
    "accounts_apisession": "sessions of users and customers",
    "accounts_refreshtoken": "sessions of users and customers",
    "accounts_staffvisit": "which staff member entered which shop",
    "portal_networkprofile": "a verified phone, across shops",
    "portal_phonedevice": "the one-time code of a phone",
    "notifications_outboxmessage": "the development outbox",
    "notifications_inboundevent": "what providers report, before a shop is known; the app may only add",
    "notifications_senderstanding": "how far staff trust a shop with sending",
    "notifications_senderreview": "shops whose sending staff should look at",
    "notifications_providergate": "how providers are doing, for all shops",
}
OURS = ("core", "accounts", "customers", "invoicing", "notifications", "portal", "analytics")


def tables():
    for config in OURS:
        yield from apps.get_app_config(config).get_models(include_auto_created=True)


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_every_table_is_a_shops_or_is_named():
    unknown = {m._meta.db_table for m in tables() if not has_business(m)} - set(GLOBAL)
    assert not unknown, "say why these tables belong to no shop"


def test_a_shops_table_without_row_security_says_why():
    """The doctor leaves out the same ones."""
    outside = {m._meta.db_table for m in tables() if getattr(m, "OUTSIDE_ROW_SECURITY", "")}
    assert outside == {m._meta.db_table for m in tables() if has_business(m)} & set(GLOBAL)


def has_business(model):
    return any(field.column == "business_id" for field in model._meta.concrete_fields)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [m for m in tables() if has_business(m) and m._meta.db_table not in GLOBAL])
class TestTenantTable:
    def test_row_security_is_forced_with_both_checks(self, model):
        [(enabled, forced)] = rows(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
            model._meta.db_table,
        )
        assert (enabled, forced) == (True, True)
        [(using, check)] = rows(
            "SELECT qual, with_check FROM pg_policies WHERE tablename = %s AND policyname = 'tenant'",
            model._meta.db_table,
        )
        assert "app.business_id" in using and "app.business_id" in check

    def test_keys_to_rows_of_a_shop_stay_in_the_shop(self, model):
        for field in model._meta.concrete_fields:
            if field.is_relation and has_business(field.related_model):
                found = rows(
                    "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                    " WHERE conrelid = %s::regclass AND contype = 'f' AND pg_get_constraintdef(oid) LIKE %s",
                    model._meta.db_table,
                    f"FOREIGN KEY (business_id, {field.column})%",
                )
                assert found, f"{model.__name__}.{field.name} may point into another shop"

    def test_unique_rules_start_with_the_shop(self, model):
        for (definition,) in rows(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE 'CREATE UNIQUE%%'",
            model._meta.db_table,
        ):
            columns = definition[definition.index("(") :]
            assert columns.startswith(("(business_id", "(id)")), definition


@pytest.mark.django_db
def test_the_app_is_bound_by_row_security():
    assert rows("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
        (False, False)
    ]
    assert rows("SELECT current_user") == [("sk_app",)]


@pytest.mark.django_db
def test_only_functions_meant_for_the_app_cross_shops():
    found = rows(
        "SELECT proname, pg_get_userbyid(proowner) FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE prosecdef AND nspname = 'public' ORDER BY 1"
    )
    assert found == [
        ("core_due_facts", "sk_jobs"),
        ("core_resolve_link", "sk_jobs"),
        ("customers_search", "sk_jobs"),
        ("invoicing_claim_drafter_calls", "sk_jobs"),
        ("invoicing_due_plans", "sk_jobs"),
        ("invoicing_running_batches", "sk_jobs"),
        ("notifications_account_shop", "sk_jobs"),
        ("notifications_backlog", "sk_jobs"),
        ("notifications_claim", "sk_jobs"),
        ("notifications_delivery", "sk_jobs"),
        ("notifications_events_due", "sk_jobs"),
        ("notifications_forget_events", "sk_jobs"),
        ("notifications_heard", "sk_jobs"),
        ("notifications_inbound_counts", "sk_jobs"),
        ("notifications_notices_to_gather", "sk_jobs"),
        ("notifications_parties_held", "sk_jobs"),
        ("notifications_plans_near", "sk_jobs"),
        ("notifications_readers", "sk_jobs"),
        ("notifications_record", "sk_jobs"),
        ("notifications_scheduled_due", "sk_jobs"),
        ("notifications_senders", "sk_jobs"),
        ("notifications_settle_events", "sk_jobs"),
        ("notifications_shops_that_remind", "sk_jobs"),
        ("notifications_submit", "sk_jobs"),
        ("notifications_taken_twice", "sk_jobs"),
        ("portal_parties_of", "sk_jobs"),
    ]


@pytest.mark.django_db
def test_the_record_is_written_once(asha):
    with asha.scope():
        assert Event.objects.exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.update(actor_label="somebody else")
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.all()._raw_delete(Event.objects.db)


@pytest.mark.django_db
def test_no_view_shows_rows_past_the_policies():
    assert (
        rows(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
        )
        == []
    )
