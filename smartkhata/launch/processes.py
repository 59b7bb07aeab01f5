"""Web, worker and beat under honcho, until somebody says stop."""

import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import redis
from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer

from smartkhata.core.embedded.server import born

READY_SECONDS = 120


def run(configuration):
    """Start the Procfile's processes and wait for their end; returns an exit code."""
    env = configuration.env(WEB_WORKERS=str(min(os.cpu_count() or 1, 4)))
    manager = Manager(Printer(sys.stdout))
    for name, command in parse_procfile(Path("Procfile").read_text()).processes.items():
        manager.add_process(name, command, env=env, quiet=False)
    watcher = threading.Thread(target=_announce, args=(configuration, manager), daemon=True)
    watcher.start()
    manager.loop()
    (configuration.data_dir / "processes.json").unlink(missing_ok=True)
    return 0 if manager.returncode in (0, None, -15, 130, 143) else manager.returncode


def _announce(configuration, manager):
    """Say that the copy is ready once web, worker and beat have answered; remember their pids."""
    url = configuration.values["PUBLIC_BASE_URL"]
    local = f"http://127.0.0.1:{configuration.values['PORT']}"
    end = time.monotonic() + READY_SECONDS
    remembered = False
    while time.monotonic() < end:
        if not remembered:
            remembered = _remember(configuration, manager)
        if _web_answers(local) and _clock_ticks(configuration):
            print(f"SmartKhata is ready: {url}", flush=True)
            demo = configuration.data_dir / "demo.json"
            if demo.exists():
                print(f"Demo logins: {demo}", flush=True)
            return
        time.sleep(0.2)
    print("SmartKhata is not ready after two minutes; see the lines above. Ctrl-C stops it.", flush=True)


def _remember(configuration, manager):
    pids = [entry.get("pid") for entry in manager._processes.values()]
    if not all(pids):
        return False
    rows = [{"pid": pid, "born": born(pid)} for pid in pids]
    (configuration.data_dir / "processes.json").write_text(json.dumps(rows))
    return True


def _web_answers(local):
    try:
        with urllib.request.urlopen(f"{local}/readyz", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _clock_ticks(configuration):
    """Beat has asked and the worker has answered: the sweep leaves its mark (core.tasks)."""
    try:
        client = redis.Redis.from_url(configuration.values["REDIS_URL"], socket_connect_timeout=1)
        return client.exists("smartkhata:swept") == 1
    except redis.RedisError:
        return False
