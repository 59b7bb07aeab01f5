"""A whole copy, started as people start it: whoever is killed, the next word (up or down) finds everything."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from smartkhata.core.embedded import Place
from smartkhata.core.embedded.process_table import carriers, command_lines
from smartkhata.core.embedded.server import free_port
from smartkhata.launch.configuration import MARK

GIVEN = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "TOKEN_KEY",
    "FIELD_KEYS",
    "PUBLIC_BASE_URL",
)


@pytest.fixture
def folder(tmp_path):
    """A path with a blank, as people have."""
    folder = tmp_path / "a shop's data"
    yield folder
    launch("down", folder).wait(60)


def launch(word, folder, **more):
    env = {name: value for name, value in os.environ.items() if name not in GIVEN}
    env |= {"DATA_DIR": str(folder), "SMARTKHATA_DEMO": "0", "PORT": str(free_port()), **more}
    command = [sys.executable, "-m", "smartkhata.launch", word]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def ready(process):
    """Its address; fails with what it said when it ends before."""
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"ready: (http://\S+)", line):
            return found.group(1)
    pytest.fail(said)


def alive(folder):
    mark = Place.of(folder).mark
    return carriers(MARK, mark) + [pid for pid, text in command_lines() if mark in text]


def test_it_comes_and_goes_whole(folder):
    first = launch("up", folder)
    assert ready(first).startswith("http://127.0.0.1:")
    refused = launch("up", folder)
    assert refused.wait(60) == 1 and "make down" in refused.stdout.read()

    first.kill()  # the launcher alone: the terminal is gone, the rest works on
    first.wait()
    assert len(alive(folder)) > 5
    assert launch("down", folder).wait(60) == 0
    assert alive(folder) == []

    again = launch("up", folder)
    while not alive(folder):
        time.sleep(0.05)
    again.send_signal(signal.SIGTERM)  # in the middle of starting
    again.wait(60)
    assert alive(folder) == []
