"""Roles and grants are mended on every start: whoever made the database may have been stopped right after."""

import os

import psycopg
import pytest
from psycopg import sql

from smartkhata.core import roles


@pytest.fixture
def half_made():
    """A database that exists and has nothing else yet."""
    superuser = os.environ["SK_TEST_SUPERUSER_URL"]
    name = f"sk_half_{os.getpid()}"
    with psycopg.connect(superuser, autocommit=True) as raw:
        raw.execute(sql.SQL(roles.CREATE).format(sql.Identifier(name)))
        yield superuser, name
        raw.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_a_half_made_database_is_completed_twice_over(half_made):
    superuser, name = half_made
    for _ in range(2):
        roles.ensure_database(superuser, name)
        with psycopg.connect(superuser, dbname=name) as raw:
            extensions = {found for (found,) in raw.execute("SELECT extname FROM pg_extension")}
            assert set(roles.EXTENSIONS) <= extensions
            raw.execute("SET ROLE sk_owner")
            raw.execute("CREATE TABLE public.a_table (id int)")
            raw.execute("SET ROLE sk_app")
            assert raw.execute("SELECT count(*) FROM a_table").fetchone() == (0,)
            raw.rollback()


def test_the_text_for_whoever_runs_the_cluster_says_the_same():
    text = roles.as_sql("shop")
    assert roles.CLUSTER in text and roles.DATABASE in text and "CREATE DATABASE shop" in text
    assert all(extension in text for extension in roles.EXTENSIONS)
