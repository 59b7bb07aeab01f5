"""A PostgreSQL of somebody else's: the roles and the database, and that row security binds whoever serves."""

import os
from urllib.parse import unquote, urlsplit

import psycopg

from smartkhata.core import roles
from smartkhata.core.embedded import Trouble


def prepare(env):
    """Make roles and database where SUPERUSER_URL is given, then see that both addresses let the right role in.

    `env` has DATABASE_URL (serves) and DATABASE_OWNER_URL (migrates), SUPERUSER_URL if it likes.
    """
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if not env.get(name):
            raise Trouble(f"Set {name}: DATABASE_URL logs in as sk_app, DATABASE_OWNER_URL as sk_owner.")
    if superuser := env.get("SUPERUSER_URL") or os.environ.get("SUPERUSER_URL"):
        _make(superuser, urlsplit(env["DATABASE_OWNER_URL"]), urlsplit(env["DATABASE_URL"]))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        _see(name, env[name])


def _make(superuser, owner, app):
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
