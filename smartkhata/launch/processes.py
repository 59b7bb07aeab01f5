"""Web, worker and beat: the Procfile's lines, until one of them ends or somebody says stop."""

import contextlib
import datetime
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from honcho.colour import get_colours
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer

from smartkhata.launch import ready, signals

POLITE_SECONDS = 10
LAST_WORDS_SECONDS = 5


def run(configuration, procfile=Path("Procfile")):
    """Start the Procfile's processes and stay; returns 0 when told to stop, 1 when one ended by itself."""
    env = configuration.env(WEB_WORKERS=str(min(os.cpu_count() or 1, 4)))
    commands = parse_procfile(procfile.read_text()).processes
    printer = Printer(sys.stdout, width=max(map(len, commands)))
    running, relays = {}, []
    try:
        for (name, command), colour in zip(commands.items(), get_colours(), strict=False):
            running[name] = _start(command, env)
            relays.append(_in_the_background(_relay, name, running[name].stdout, printer, colour))
        _in_the_background(ready.announce, configuration)
        name = _first_that_ends(running)
        code = running[name].returncode
        print(f"SmartKhata: {name} ended with code {code}, see above; everything stops.", flush=True)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _end(running.values())
        for relay in relays:
            relay.join(LAST_WORDS_SECONDS)  # why one ended stands in its last lines


def _start(command, env):
    """Each leads a session of its own: Ctrl-C reaches it only through us, and we reach all its children.

    No shell stays between us; `env` because a line may begin with NAME=value.
    """
    return subprocess.Popen(
        f"exec env {command}",
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env=env,
    )


def _relay(name, lines, printer, colour):
    for line in lines:
        # Where nobody reads any more, the process shall still not wait for us.
        with contextlib.suppress(OSError):
            printer.write(Message("line", line, datetime.datetime.now(), name, colour))


def _first_that_ends(running):
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                return name
        time.sleep(0.2)


def _end(processes):
    """Ask each to stop; after a while kill its whole group, in which its children stay when it is dead."""
    signals.be_deaf()
    for process in processes:
        process.terminate()
    end = time.monotonic() + POLITE_SECONDS
    left = list(processes)
    while left := [process for process in left if _group_lives(process)]:
        if time.monotonic() > end:
            for process in left:
                os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.05)


def _group_lives(process):
    """Its number names nobody else while somebody is in the group."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _in_the_background(work, *arguments):
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread
