"""pytest plugin, loaded before Django's settings: a throw-away PostgreSQL and Valkey for one test run.

With parallel tests only the controller starts them; its workers inherit the addresses.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from smartkhata.core.embedded import throwaway

TEMPLATE = "sk_test_template"
_running = {}


def _start():
    directory = Path(tempfile.mkdtemp(prefix="sk-test-"))
    services = throwaway(directory)
    _running.update(services=services, directory=directory)
    os.environ |= {
        "SK_TEST_SUPERUSER_URL": services.superuser_url,
        "DATABASE_URL": services.app_url,
        "DATABASE_OWNER_URL": services.owner_url,
        "REDIS_URL": services.redis_url,
        "DATA_DIR": str(directory / "data"),
        "SECRET_KEY": "only-for-tests-" * 5,
        "TOKEN_KEY": "only-for-tests-too-" * 4,
        "FIELD_KEYS": "t1:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
        "CELERY_TASK_ALWAYS_EAGER": "1",
        "SMARTKHATA_EMBEDDED": "1",
        "MAX_WAIT_SECONDS": "0.2",
        "OUTBOUND_ALLOW_PRIVATE": "1",
    }
    services.create_database(TEMPLATE)
    owner = services.owner_url.rsplit("/", 1)[0] + f"/{TEMPLATE}"
    _manage("migrate", DATABASE_OWNER_URL=owner, SMARTKHATA_DB_ROLE="owner")
    _manage("collectstatic", "--noinput")


def _manage(*arguments, **env):
    subprocess.run(
        [sys.executable, "manage.py", *arguments, "--verbosity", "0", "--skip-checks"],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, **env},
        check=True,
    )


def pytest_unconfigure(config):
    if _running and not hasattr(config, "workerinput"):
        _running["services"].remove()
        shutil.rmtree(_running["directory"], ignore_errors=True)
        _running.clear()


if "PYTEST_XDIST_WORKER" not in os.environ and "SK_TEST_SUPERUSER_URL" not in os.environ:
    _start()
