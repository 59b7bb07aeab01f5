"""Steps of a deployment that runs its own servers (Dockerfile, compose.yaml)."""

import os
import subprocess
import sys

import redis

from smartkhata.core import heartbeat
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


def beat_alive():
    """0 while beat hands over jobs: the health check of a container that runs beat alone."""
    client = redis.Redis.from_url(external.given("REDIS_URL", os.environ), socket_connect_timeout=2)
    try:
        return 0 if client.exists(heartbeat.BEAT) else 1
    except redis.RedisError:
        return 1
