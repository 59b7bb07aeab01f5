"""Steps of a deployment that runs its own servers (Dockerfile, compose.yaml)."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from smartkhata.core import roles
from smartkhata.core.embedded import Trouble
from smartkhata.launch.checks import NOWHERE
from smartkhata.launch.translations import compile_all


def static():
    """Collect the static files and compile the catalogues; needs no server."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0", "--skip-checks"]
    return subprocess.call(command, env={**NOWHERE, **os.environ}) or compile_all()


def migrate():
    """Make roles and database with SUPERUSER_URL, if it is given, then migrate as the owner."""
    owner = _url("DATABASE_OWNER_URL")
    if superuser := os.environ.get("SUPERUSER_URL"):
        roles.ensure_roles(
            superuser, {part.username: part.password for part in (owner, _url("DATABASE_URL"))}
        )
        roles.ensure_database(superuser, owner.path.lstrip("/"))
    env = {**os.environ, "SMARTKHATA_DB_ROLE": "owner"}
    return subprocess.call([sys.executable, "manage.py", "migrate"], env=env)


def _url(name):
    if not os.environ.get(name):
        raise Trouble(f"Set {name}.")
    return urlsplit(os.environ[name])
