"""A process is known by number and birth, command line or environment, on Linux and on macOS."""

import os
import subprocess
import sys

import pytest

from smartkhata.core.embedded import process_table
from smartkhata.core.embedded.process_table import born, carriers, command_lines


@pytest.fixture
def sleeper():
    process = subprocess.Popen(["sleep", "60"], env={**os.environ, "SK_TEST_CARRIES": "this one"})
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def a_mac(tmp_path, monkeypatch):
    """Without /proc, and with a `ps` that answers as macOS does."""
    monkeypatch.setattr(process_table, "PROC", tmp_path / "no proc")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "ps").write_text(PS)
    (programs / "ps").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")


PS = """#!/bin/sh
case "$*" in
  *lstart=*" -p 41") echo "S    Fri Nov 20 09:00:00 2026    " ;;
  *lstart=*" -p 42") echo "Z+   Fri Nov 20 09:00:00 2026    " ;;
  "-axww -o pid=,command=") printf '   41 /opt/x/postgres -D /a b/postgres -p 5\\n 7000 vim\\n' ;;
  "-axwwE -o pid=,command=") printf '   41 celery worker HOME=/Users/a COPY=sk-1 A=b\\n   43 vim COPY=sk-12\\n' ;;
  *) exit 1 ;;
esac
"""


def test_a_process_is_born_once_and_dies(sleeper):
    first = born(sleeper.pid)
    assert first and first == born(sleeper.pid)
    assert first != born(os.getpid())
    sleeper.kill()
    sleeper.wait()
    assert born(sleeper.pid) == ""


def test_a_zombie_has_ended(sleeper):
    sleeper.kill()
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)
    assert born(sleeper.pid) == ""
    assert "sleep" not in dict(command_lines()).get(sleeper.pid, "")


def test_no_other_program_is_asked_on_linux(sleeper, monkeypatch):
    if not sys.platform.startswith("linux"):
        pytest.skip("Linux has /proc")
    monkeypatch.setenv("PATH", "")
    assert born(sleeper.pid)
    assert dict(command_lines())[sleeper.pid] == "sleep 60"


def test_who_carries_a_variable_is_found_by_its_whole_value(sleeper):
    assert carriers("SK_TEST_CARRIES", "this one") == [sleeper.pid]
    assert carriers("SK_TEST_CARRIES", "this") == []
    assert carriers("TEST_CARRIES", "this one") == []


def test_macos_is_asked_by_ps(a_mac):
    assert born(41) == "Fri Nov 20 09:00:00 2026"
    assert born(42) == born(44) == ""
    assert dict(command_lines()) == {41: "/opt/x/postgres -D /a b/postgres -p 5", 7000: "vim"}
    assert carriers("COPY", "sk-1") == [41]
