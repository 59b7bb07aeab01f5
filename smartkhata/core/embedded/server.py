"""A server process of ours: started apart from the terminal, found again after a crash, stopped politely."""

import contextlib
import signal
import socket
import subprocess
import time

from smartkhata.core.embedded.ending import end_all
from smartkhata.core.embedded.place import Trouble
from smartkhata.core.embedded.process_table import command_lines

TRIES = 3


class Server:
    """`name` names its log below the place's home; ``owns(command_line)`` knows its process."""

    name = "server"
    stop_signal = signal.SIGTERM

    def __init__(self, place):
        self.place = place
        self.process = None

    def run(self, command, env=None):
        """Start `command` in a session of its own, so that Ctrl-C reaches it only through us."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=env,
                **self.place.as_account(),
            )

    def usual_port(self):
        """The port of the last time if it is free, else a new one."""
        kept = self.place.home / f"{self.name}.port"
        port = free_port(int(kept.read_text()) if kept.exists() else None)
        self.place.write(kept.name, str(port))
        return port

    def wait_until(self, answers, seconds=60):
        """Until ``answers()`` is true; False when the process ended, Trouble when it takes too long."""
        end = time.monotonic() + seconds
        while not answers():
            if self.process.poll() is not None:
                return False
            if time.monotonic() > end:
                raise self.trouble()
            time.sleep(0.05)
        return True

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def stop_leftover(self):
        """End the server that an earlier copy of this data directory left behind.

        It is found by its command line and by no note of ours: between a start and its note we may be killed.
        """
        end_all(lambda: [pid for pid, text in command_lines() if self.owns(text)], self.stop_signal, 60)

    def trouble(self):
        return Trouble(f"{self.name} did not start: {self._last_words()} (log: {self._log})")

    def _last_words(self):
        lines = self._log.read_text(errors="replace").strip().splitlines() if self._log.exists() else []
        return lines[-1][-200:] if lines else "no word in its log"

    @property
    def _log(self):
        return self.place.home / f"{self.name}.log"


def free_port(wanted=None):
    """`wanted` if it is free on loopback, else any free port."""
    for port in (wanted, 0) if wanted else (0,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return probe.getsockname()[1]
    return free_port()
