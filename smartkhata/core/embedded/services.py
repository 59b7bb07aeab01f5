"""Both servers with the roles and a database: what a running copy and a test run need."""

import secrets
import shutil
from dataclasses import dataclass

from smartkhata.core import roles
from smartkhata.core.embedded.place import Place
from smartkhata.core.embedded.postgres import Postgres
from smartkhata.core.embedded.valkey import Valkey

NAME = "smartkhata"


@dataclass
class Services:
    """Addresses of the running servers; `stop()` ends those that are ours."""

    superuser_url: str
    owner_url: str
    app_url: str
    redis_url: str
    servers: tuple = ()

    def create_database(self, name):
        roles.ensure_database(self.superuser_url, name)

    def stop(self):
        for server in reversed(self.servers):
            server.stop()

    def remove(self):
        """Stop, and leave nothing behind (throw-away servers only)."""
        self.stop()
        for server in self.servers:
            shutil.rmtree(server.place.home, ignore_errors=True)


def throwaway(directory):
    """Servers for one test run: fast, unsafe, gone with `directory`."""
    place = Place.of(directory)
    postgres, valkey = Postgres(place, throwaway=True), Valkey(place)
    try:
        postgres.start()
        valkey.start()
        owner, app = with_database(postgres, {role: secrets.token_urlsafe(18) for role in ROLES})
        return Services(postgres.url(), owner, app, valkey.url, (postgres, valkey))
    except BaseException:
        valkey.stop()
        postgres.stop()
        raise


def with_database(postgres, passwords):
    """Roles and database on the running `postgres`; returns the addresses for sk_owner and sk_app."""
    roles.ensure_roles(postgres.url(), passwords)
    roles.ensure_database(postgres.url(), NAME)
    return [postgres.url(role, passwords[role], NAME) for role in ROLES]


ROLES = ("sk_owner", "sk_app")
