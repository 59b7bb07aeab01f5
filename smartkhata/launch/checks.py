"""Checks that need no server: missing migrations, translations that don't compile."""

import os
import subprocess
import sys
import tempfile

from smartkhata.launch.nowhere import NOWHERE
from smartkhata.launch.translations import compile_all


def run():
    """0 when the models and the migrations agree and every catalogue compiles."""
    with tempfile.TemporaryDirectory() as nowhere:
        env = {**os.environ, **NOWHERE, "DATA_DIR": nowhere}
        command = [sys.executable, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"]
        code = subprocess.call([*command, "--skip-checks"], env=env)
    return code or compile_all()
