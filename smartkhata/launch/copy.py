"""One running copy: its lock, its secrets, its servers, its processes."""

import contextlib
import fcntl
import json
import os

from smartkhata.core.embedded import Place, Trouble
from smartkhata.core.embedded.ending import end_all, end_process
from smartkhata.core.embedded.postgres import Postgres
from smartkhata.core.embedded.process_table import born, carriers
from smartkhata.core.embedded.valkey import Valkey
from smartkhata.core.whole_files import write_whole
from smartkhata.launch import processes, setting_up, signals
from smartkhata.launch.configuration import MARK, Configuration


def up(data_dir):
    """Start everything, say when it is ready, and stay until told to stop."""
    place = Place.of(data_dir)
    signals.end_politely()
    with _lock(place):
        stop_leftovers(place)
        configuration = Configuration.of(data_dir, place)
        configuration.save()
        try:
            setting_up.start_servers(place, configuration)
            configuration.save()
            setting_up.prepare(configuration)
            return processes.run(configuration)
        finally:
            signals.be_deaf()
            stop_leftovers(place)


def down(data_dir):
    """Stop a copy that was left behind; harmless when none runs."""
    if not data_dir.is_dir():
        print(f"There is no copy in {data_dir}; DATA_DIR says where one is.")
        return 0
    place = Place.of(data_dir)
    owner = _owner(place)
    if owner:
        end_process(owner["pid"], owner["born"], seconds=60)
    stop_leftovers(place)
    print("SmartKhata is stopped.")
    return 0


def stop_leftovers(place):
    """End whoever carries the copy's mark, then its servers: after a tidy end as after a crash."""
    end_all(lambda: carriers(MARK, place.mark))
    for server in (Valkey, Postgres):
        server(place).stop_leftover()


@contextlib.contextmanager
def _lock(place):
    """Only one copy may use a data directory. No child inherits this kind of lock."""
    with (place.home / "lock").open("w") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise Trouble(
                "A copy runs in this DATA_DIR already. `make down` stops it; DATA_DIR and PORT start another."
            ) from None
        write_whole(place.home / "copy.json", json.dumps({"pid": os.getpid(), "born": born(os.getpid())}))
        yield


def _owner(place):
    with contextlib.suppress(OSError, ValueError):
        return json.loads((place.home / "copy.json").read_text())
    return None
