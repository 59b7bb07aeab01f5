"""Checks that need no server: missing migrations, translations that don't compile."""

import os
import subprocess
import sys
import tempfile

from smartkhata.launch.translations import compile_all

NOWHERE = {
    "SECRET_KEY": "only-for-checks",
    "TOKEN_KEY": "only-for-checks",
    "FIELD_KEYS": "c:",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "DATABASE_OWNER_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def run():
    """0 when the models and the migrations agree and every catalogue compiles."""
    with tempfile.TemporaryDirectory() as nowhere:
        env = {**os.environ, **NOWHERE, "DATA_DIR": nowhere}
        command = [sys.executable, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"]
        code = subprocess.call([*command, "--skip-checks"], env=env)
    return code or compile_all()
