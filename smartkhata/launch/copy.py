"""One running copy: its lock, its secrets, its servers, its processes."""

import contextlib
import fcntl
import json
import os
import signal

from smartkhata.core.embedded import Trouble
from smartkhata.core.embedded.server import born, end_process
from smartkhata.launch import processes, setting_up
from smartkhata.launch.configuration import Configuration


def up(data_dir):
    """Start everything, say when it is ready, and stay until told to stop."""
    data_dir.mkdir(parents=True, exist_ok=True)
    # SIGTERM shall end us as Ctrl-C does, through the `finally` below.
    signal.signal(signal.SIGTERM, _interrupt)
    with _lock(data_dir):
        stop_leftovers(data_dir)
        configuration = Configuration.of(data_dir)
        servers = setting_up.start_servers(data_dir, configuration)
        try:
            configuration.save()
            setting_up.prepare(configuration)
            return processes.run(configuration)
        finally:
            for server in reversed(servers):
                server.stop()


def down(data_dir):
    """Stop a copy that was left behind; harmless when none runs."""
    owner = _read(data_dir / "copy.json")
    if owner and born(owner["pid"]) == owner["born"]:
        end_process(owner["pid"], owner["born"], seconds=60)
    stop_leftovers(data_dir)
    print("SmartKhata is stopped.")
    return 0


def stop_leftovers(data_dir):
    """End processes of an earlier copy that was killed; the servers look after their own."""
    for left in _read(data_dir / "processes.json") or []:
        end_process(left["pid"], left["born"], seconds=10)
    for name in ("postgres", "valkey"):
        for home in (data_dir, setting_up.home_of(data_dir)):
            left = _read(home / f"{name}.pid.json")
            if left:
                end_process(
                    left["pid"], left["born"], signal.SIGINT if name == "postgres" else signal.SIGTERM
                )


@contextlib.contextmanager
def _lock(data_dir):
    """Only one copy may use a data directory."""
    with (data_dir / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(
                f"A copy runs in {data_dir} already. `make down` stops it; DATA_DIR and PORT start another."
            ) from None
        (data_dir / "copy.json").write_text(json.dumps({"pid": os.getpid(), "born": born(os.getpid())}))
        yield


def _interrupt(*args):
    raise KeyboardInterrupt


def _read(path):
    with contextlib.suppress(OSError, ValueError):
        return json.loads(path.read_text())
    return None
