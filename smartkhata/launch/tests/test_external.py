"""With a PostgreSQL of somebody else's: roles and database are made or asked for, and row security binds us."""

import os
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from smartkhata.core.embedded import Trouble
from smartkhata.launch import external


@pytest.fixture
def servers():
    """Addresses of a database that does not exist yet, on the tests' own server."""
    name = f"sk_external_{os.getpid()}"
    superuser = os.environ["SK_TEST_SUPERUSER_URL"]
    yield {
        "SUPERUSER_URL": superuser,
        "DATABASE_URL": renamed(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": renamed(os.environ["DATABASE_OWNER_URL"], name),
    }
    with psycopg.connect(superuser, autocommit=True) as raw:
        raw.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def renamed(url, name):
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def test_the_superuser_makes_what_is_missing_and_twice_is_no_harm(servers):
    external.prepare(servers)
    external.prepare(servers)
    with psycopg.connect(servers["DATABASE_URL"]) as raw:
        assert raw.execute("SELECT current_user").fetchone() == ("sk_app",)


def test_without_the_superuser_a_missing_database_is_one_clear_line(servers):
    with pytest.raises(Trouble, match="DATABASE_URL: .*does not exist.*manage.py roles") as trouble:
        external.prepare({name: servers[name] for name in external.BOTH})
    assert "\n" not in str(trouble.value)


def test_the_role_that_migrates_is_asked_for(servers):
    with pytest.raises(Trouble, match="Set DATABASE_OWNER_URL"):
        external.prepare({"DATABASE_URL": servers["DATABASE_URL"]})


def test_a_role_that_bypasses_row_security_is_refused(servers):
    external.prepare(servers)
    all_powerful = renamed(servers["SUPERUSER_URL"], urlsplit(servers["DATABASE_URL"]).path[1:])
    with pytest.raises(Trouble, match="postgres, whom row security does not bind"):
        external.prepare({**servers, "SUPERUSER_URL": "", "DATABASE_URL": all_powerful})


def test_an_address_may_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("postgresql://x\n")
    assert external.given("DATABASE_URL", {"DATABASE_URL_FILE": str(tmp_path / "secret")}) == "postgresql://x"
    assert external.given("DATABASE_URL", {}) == ""
