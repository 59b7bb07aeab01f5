"""Ending processes of ours that nobody waits for any more."""

import contextlib
import os
import signal
import time

from smartkhata.core.embedded.place import Trouble
from smartkhata.core.embedded.process_table import born

PATIENCE = 10  # seconds that the system gets to clear away what was killed


def end_process(pid, when, how=signal.SIGTERM, seconds=20):
    """Stop the process `pid` if it is still the one that was born at `when`."""
    end_all(lambda: [pid] if when and born(pid) == when else [], how, seconds)


def end_all(find, how=signal.SIGTERM, seconds=20):
    """Tell every process that ``find()`` names (pids) to stop, and kill those it still names after `seconds`.

    It is asked again each time, so that children started meanwhile are found, and no pid is used that has
    gone to a stranger.
    """
    told, began = set(), time.monotonic()
    while found := set(find()) - {os.getpid()}:
        waited = time.monotonic() - began
        if waited > seconds + PATIENCE:
            raise Trouble(f"Process {min(found)} can't be ended; end it by hand and start again.")
        kill = waited > seconds
        for pid in found if kill else found - told:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL if kill else how)
        told |= found
        time.sleep(0.05)
