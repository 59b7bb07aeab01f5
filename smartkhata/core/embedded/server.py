"""A server process of ours: started apart from the terminal, found again after a crash, stopped politely."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time

from smartkhata.core.embedded.place import Trouble


class Server:
    """`name` names its log and its pid file below the place's home."""

    name = "server"
    stop_signal = signal.SIGTERM

    def __init__(self, place):
        self.place = place
        self.process = None

    def run(self, command, env=None):
        """Start `command` in a session of its own, so that Ctrl-C reaches it only through us."""
        self.stop_leftover()
        log = self._log.open("ab")
        self.process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env=env,
            **self.place.as_account(),
        )
        log.close()
        self._pid_file.write_text(json.dumps({"pid": self.process.pid, "born": born(self.process.pid)}))

    def wait_until(self, answers, seconds=60):
        """Until ``answers()`` is true; Trouble with the log's last line when it never is."""
        end = time.monotonic() + seconds
        while not answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise Trouble(f"{self.name} did not start: {self.last_words()} (log: {self._log})")
            time.sleep(0.05)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._pid_file.unlink(missing_ok=True)

    def stop_leftover(self):
        """End the server that an earlier copy of this data directory left behind."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            left = json.loads(self._pid_file.read_text())
            end_process(left["pid"], left["born"], self.stop_signal)

    def last_words(self):
        lines = self._log.read_text(errors="replace").strip().splitlines() if self._log.exists() else []
        return lines[-1][-200:] if lines else "no word in its log"

    @property
    def _log(self):
        return self.place.home / f"{self.name}.log"

    @property
    def _pid_file(self):
        return self.place.home / f"{self.name}.pid.json"


def born(pid):
    """When a process started, as text: with the pid it names a process for good. Empty once it has ended."""
    command = ["ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)]
    state, _, when = (
        subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().partition(" ")
    )
    # A zombie has ended; its parent just has not looked.
    return "" if state.startswith("Z") else when.strip()


def end_process(pid, when, how=signal.SIGTERM, seconds=20):
    """Stop the process `pid` if it is still the one that was born at `when`."""
    if not when or born(pid) != when:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)
        end = time.monotonic() + seconds
        while born(pid) == when and time.monotonic() < end:
            time.sleep(0.1)
        if born(pid) == when:
            os.kill(pid, signal.SIGKILL)


def free_port(wanted=None):
    """`wanted` if it is free on loopback, else any free port."""
    for port in (wanted, 0) if wanted else (0,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return probe.getsockname()[1]
    return free_port()
