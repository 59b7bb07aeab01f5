"""A PostgreSQL of somebody else's: the roles and the database, and that row security binds whoever serves."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from smartkhata.core import roles
from smartkhata.core.embedded import Trouble

BOTH = ("DATABASE_URL", "DATABASE_OWNER_URL")


def prepare(env, *, needs=BOTH):
    """Make roles and database where SUPERUSER_URL is given, then see that the addresses let the right roles in.

    `env` has DATABASE_URL (serves) and DATABASE_OWNER_URL (migrates); a missing one that is in `needs`, or a
    closed door, is Trouble.
    """
    superuser = given("SUPERUSER_URL", env)
    for name in BOTH if superuser else needs:
        if not given(name, env):
            raise Trouble(f"Set {name}: DATABASE_URL logs in as sk_app, DATABASE_OWNER_URL as sk_owner.")
    if superuser:
        _make(superuser, *(urlsplit(given(name, env)) for name in BOTH))
    for name in BOTH:
        if address := given(name, env):
            _see(name, address)


def given(name, env):
    """The value of `name`, or what stands in the file that NAME_FILE names; empty when neither is there."""
    if value := env.get(name):
        return value
    file = env.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else ""


def _make(superuser, app, owner):
    passwords = {unquote(part.username or ""): unquote(part.password or "") for part in (owner, app)}
    if set(passwords) != {"sk_owner", "sk_app"}:
        raise Trouble("SUPERUSER_URL makes the roles sk_owner and sk_app; name them in the two addresses.")
    try:
        roles.ensure_roles(superuser, passwords)
        roles.ensure_database(superuser, owner.path.lstrip("/"))
    except psycopg.Error as error:
        raise Trouble(f"SUPERUSER_URL: {_one_line(error)}") from None


def _see(name, url):
    try:
        with psycopg.connect(url, connect_timeout=5) as raw:
            role, bypasses = raw.execute(roles.WHO).fetchone()
    except psycopg.Error as error:
        hint = "`manage.py roles` prints the SQL that makes roles and database, SUPERUSER_URL does it for you"
        raise Trouble(f"{name}: {_one_line(error)} ({hint}).") from None
    if bypasses:
        raise Trouble(f"{name} logs in as {role}, whom row security does not bind; use sk_app and sk_owner.")


def _one_line(error):
    return " ".join(str(error).split())
