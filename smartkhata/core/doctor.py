"""What is there and what is missing, with what to do about it."""

import stat
import subprocess
import sys
from dataclasses import dataclass

import redis
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from smartkhata.core import heartbeat, key_mark, native, roles
from smartkhata.provider_keys import setting_of

RENDER = "import weasyprint; weasyprint.HTML(string='x').write_pdf()"
OPEN_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND a.attname = 'business_id' AND NOT a.attisdropped
AND c.relnamespace = 'public'::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
AND c.relname <> ALL(%s)
"""

STAYS = {"outbox": "outbox: messages stay here", "none": "none: nothing is sent"}


@dataclass(frozen=True)
class Finding:
    """`ok` None: not needed, but worth knowing."""

    what: str
    ok: bool | None
    say: str


def examine():
    """All findings, the needed ones first."""
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    yield from _database()
    yield _redis()
    yield Finding(
        "worker", heartbeat.seen() or None, "alive" if heartbeat.seen() else "not seen; start `make run`"
    )
    yield _pdf()
    yield _fonts()
    yield from _providers()
    yield _data_dir()


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute(roles.WHO)
            role, bypasses = cursor.fetchone()
            cursor.execute(OPEN_TABLES, [_open_on_purpose()])
            unguarded = [name for (name,) in cursor.fetchall()]
    except DatabaseError as error:
        yield Finding(
            "database", False, f"{str(error).splitlines()[0]}; start `make run` or set DATABASE_URL"
        )
        return
    yield Finding("database", True, f"reached as {role}")
    yield Finding(
        "role",
        not bypasses,
        f"{role} bypasses row security; use sk_app" if bypasses else "bound by row security",
    )
    yield Finding(
        "row security",
        not unguarded,
        f"missing on {', '.join(unguarded)}" if unguarded else "forced on every shop's table",
    )
    yield from _migrations()


def _migrations():
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield Finding(
        "migrations", not pending, f"{pending} pending; run migrate as sk_owner" if pending else "all applied"
    )
    if not pending:
        yield Finding("keys", key_mark.fits(), "fit this database" if key_mark.fits() else key_mark.WRONG)


def _open_on_purpose():
    """Tables whose model says why row security is not for it: ``OUTSIDE_ROW_SECURITY = "the reason"``."""
    return [m._meta.db_table for m in apps.get_models() if getattr(m, "OUTSIDE_ROW_SECURITY", "")]


def _redis():
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1).ping()
    except redis.RedisError as error:
        return Finding("Redis", False, f"{error}; start `make run` or set REDIS_URL")
    return Finding("Redis", True, "answers")


def _pdf():
    if native.missing():
        return Finding("PDF", None, f"off; to turn it on: {native.mend_command()}")
    # In a process of its own: a broken library must not take the doctor with it.
    done = subprocess.run([sys.executable, "-c", RENDER], capture_output=True, timeout=60, check=False)
    return Finding(
        "PDF", done.returncode == 0 or None, "renders" if not done.returncode else "does not render"
    )


def _fonts():
    asked = (
        subprocess.run(["fc-list", ":lang=hi"], capture_output=True, text=True, check=False)
        if _has_fc()
        else None
    )
    found = bool(asked and asked.stdout.strip())
    return Finding("fonts", True, "Devanagari on the system" if found else "Devanagari from its wheel (PDF)")


def _has_fc():
    return (
        subprocess.run(["sh", "-c", "command -v fc-list"], capture_output=True, check=False).returncode == 0
    )


def _providers():
    for place, name in settings.PROVIDERS.items():
        stays = STAYS.get(name)
        yield Finding(
            place, None if stays else True, f"{stays}; set {setting_of(place)} to send" if stays else name
        )


def _data_dir():
    path = settings.DATA_DIR / "services.json"
    if not path.exists():
        return Finding("secrets", None, "from the environment")
    private = not stat.S_IMODE(path.stat().st_mode) & 0o077
    return Finding(
        "secrets", private, "readable by the owner only" if private else f"run: chmod 600 '{path}'"
    )
