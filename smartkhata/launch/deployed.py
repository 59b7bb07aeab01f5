"""Steps of a deployment that runs its own servers (Dockerfile, compose.yaml)."""

import os
import subprocess
import sys

from smartkhata.launch import external
from smartkhata.launch.nowhere import NOWHERE
from smartkhata.launch.translations import compile_all


def static():
    """Collect the static files and compile the catalogues; needs no server."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0", "--skip-checks"]
    return subprocess.call(command, env={**NOWHERE, **os.environ}) or compile_all()


def migrate():
    """Make roles and database with SUPERUSER_URL, if it is given, then migrate as the owner."""
    external.prepare(os.environ, needs=("DATABASE_OWNER_URL",))
    env = {**os.environ, "SMARTKHATA_DB_ROLE": "owner"}
    return subprocess.call([sys.executable, "manage.py", "migrate"], env=env)
