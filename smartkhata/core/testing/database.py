"""pytest plugin: a database of its own for each worker, cloned from one that was migrated once as the owner."""

import pytest
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from smartkhata.core.testing.servers import TEMPLATE
from smartkhata.core.testing.superuser import as_superuser


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    name = f"sk_{getattr(request.config, 'workerinput', {}).get('workerid', 'main')}"
    clone = "CREATE DATABASE {} TEMPLATE {} OWNER sk_owner"
    as_superuser(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name), database="postgres")
    as_superuser(_named(clone, name, TEMPLATE), database="postgres")
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections["default"].close()


def _named(text, *names):
    return sql.SQL(text).format(*map(sql.Identifier, names))


def _empty_every_table(self):
    """The app's role may not truncate, and DELETE sees no row without a scope."""
    as_superuser(
        """DO $$ BEGIN EXECUTE (
            SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY CASCADE'
            FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
        ); END $$"""
    )


TransactionTestCase._fixture_teardown = _empty_every_table
