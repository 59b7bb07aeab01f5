"""Waiting for a worker outside any transaction, for at most a few seconds."""

import time

PAUSE_SECONDS = 0.05


def wait_for(answer, *, seconds):
    """The first true value of ``answer()`` within `seconds`, else the last one."""
    end = time.monotonic() + seconds
    while not (found := answer()) and time.monotonic() < end:
        time.sleep(PAUSE_SECONDS)
    return found
