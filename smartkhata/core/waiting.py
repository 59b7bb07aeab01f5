"""Waiting for a worker, outside any transaction, for at most a few seconds (settings.MAX_WAIT_SECONDS)."""

import time

from django.conf import settings

PAUSE_SECONDS = 0.05


def wait_for(answer, *, seconds):
    """The first true value of ``answer()`` within `seconds`, else the last one."""
    end = time.monotonic() + min(seconds, settings.MAX_WAIT_SECONDS)
    while not (found := answer()) and time.monotonic() < end:
        time.sleep(PAUSE_SECONDS)
    return found
