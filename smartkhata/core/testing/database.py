"""pytest plugin: a database of its own for each worker, cloned from one that was migrated once as the owner."""

import pytest
from django.db import connections, transaction
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


@pytest.fixture(scope="module")
def all_through(django_db_setup, django_db_blocker):
    """A transaction round all tests of a module: what a fixture of the module makes in it, each finds untouched.

    For modules whose tests end in a rollback, as they do without ``transaction=True``.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _named(text, *names):
    return sql.SQL(text).format(*map(sql.Identifier, names))


def _empty_every_table(self):
    """The app's role may not truncate, and DELETE sees no row without a scope.

    Truncating a hundred tables makes a thousand files. So those that were written, known by their size, lose
    their rows, without triggers and foreign keys; only what a test made large is truncated.
    """
    as_superuser(
        """DO $$ DECLARE written record; BEGIN
            SET LOCAL session_replication_role = replica;
            FOR written IN
                SELECT oid::regclass AS name, pg_relation_size(oid) AS size FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
                AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
            LOOP
                EXECUTE format('LOCK %s', written.name); -- who still writes is waited for
                IF written.size > 200000 THEN EXECUTE format('TRUNCATE %s CASCADE', written.name);
                ELSE EXECUTE format('DELETE FROM %s', written.name); END IF;
            END LOOP;
            PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false)
            FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
            AND sequencename !~ '^(django_migrations|django_content_type|auth_permission)_';
        END $$"""
    )


TransactionTestCase._fixture_teardown = _empty_every_table
