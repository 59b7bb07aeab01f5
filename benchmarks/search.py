"""Search of customers, in milliseconds: API beside raw SQL of the same queries, row security on and off, ILIKE.

    python benchmarks/search.py --parties 100000                  # one shop
    python benchmarks/search.py --parties 1000000 --shops 1000    # sizes of shops by Zipf's law

Servers of its own, thrown away at the end. "API" is the whole WSGI application in one process: token, session, user,
membership, scope, search, JSON. "raw" is the same function by psycopg after reading session and membership by key, each
with the transactions and settings that row security needs. Both alternate, query by query.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from smartkhata.core.embedded import throwaway  # noqa: E402


def main():
    directory = Path(tempfile.mkdtemp(prefix="sk-bench-"))
    services = throwaway(directory)
    try:
        env = {**os.environ, **environment(services, directory)}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env={**env, "SMARTKHATA_DB_ROLE": "owner"}, check=True)
        rounds = [sys.executable, "-m", "benchmarks.search_rounds", *sys.argv[1:]]
        return subprocess.run(rounds, cwd=ROOT, env=env, check=False).returncode
    finally:
        services.remove()
        shutil.rmtree(directory, ignore_errors=True)


def environment(services, directory):
    return {
        "BENCH_SUPERUSER_URL": services.superuser_url,
        "DATABASE_URL": services.app_url,
        "DATABASE_OWNER_URL": services.owner_url,
        "REDIS_URL": services.redis_url,
        "DATA_DIR": str(directory / "data"),
        "SECRET_KEY": "only-to-measure-" * 5,
        "TOKEN_KEY": "only-to-measure-too-" * 4,
        "FIELD_KEYS": "b1:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
        "SMARTKHATA_EMBEDDED": "1",
        "SEARCHES_PER_MINUTE": "1000000",
        "DJANGO_SETTINGS_MODULE": "smartkhata.settings",
    }


if __name__ == "__main__":
    sys.exit(main())
