"""What tests need from the floor: a database cloned per worker, and the queue run by hand."""

import os

import psycopg
import pytest
from celery import current_app
from django.db import connection, connections
from django.test import TransactionTestCase
from psycopg import sql

from smartkhata.core import facts
from smartkhata.core.tenancy import no_scope

TEMPLATE = "sk_test_template"


def work(rounds=10):
    """Do what the workers would do until nothing is due: facts first, then messages. Returns the facts heard."""
    heard = 0
    with no_scope():
        for _ in range(rounds):
            due = facts.due_facts()
            heard += sum(facts.hear(business_id, fact_id) for business_id, fact_id in due)
            sent = current_app.tasks["notifications.deliver"]()
            if not due and not sent:
                break
    return heard


def as_superuser(statement, *params, database=None):
    """Run one statement as the cluster's superuser: the only way round the rules that tests want to break."""
    url = os.environ["SK_TEST_SUPERUSER_URL"]
    with psycopg.connect(url, dbname=database or connection.settings_dict["NAME"], autocommit=True) as raw:
        return raw.execute(statement, params or None)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """A database of this worker's own, cloned from a template that was migrated once as the owner."""
    name = f"sk_{getattr(request.config, 'workerinput', {}).get('workerid', 'main')}"
    as_superuser(_drop(name), database="postgres")
    as_superuser(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER sk_owner").format(
            sql.Identifier(name), sql.Identifier(TEMPLATE)
        ),
        database="postgres",
    )
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
    as_superuser(_drop(name), database="postgres")


def _drop(name):
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))


def _empty_every_table(self):
    """The app's role may not truncate, and DELETE sees no row without a scope."""
    as_superuser(
        """DO $$ DECLARE names text; BEGIN
        SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission');
        EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY CASCADE'; END $$"""
    )


TransactionTestCase._fixture_teardown = _empty_every_table
