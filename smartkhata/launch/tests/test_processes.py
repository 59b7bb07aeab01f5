"""The Procfile's processes stand and fall together, with all their children."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from smartkhata.core.embedded.process_table import carriers
from smartkhata.launch import processes, ready, signals

MARK = "SK_TEST_PROCESSES"
STUBBORN = f"{sys.executable} -c 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)'"


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Nobody to announce, a short patience, and pytest's own signals untouched."""
    monkeypatch.setattr(ready, "announce", lambda configuration: None)
    monkeypatch.setattr(signals, "be_deaf", lambda: None)
    monkeypatch.setattr(processes, "POLITE_SECONDS", 0.5)


@pytest.fixture
def start(tmp_path):
    def start(**commands):
        procfile = tmp_path / "Procfile"
        procfile.write_text("".join(f"{name}: {command}\n" for name, command in commands.items()))
        env = {**os.environ, MARK: str(tmp_path)}
        return processes.run(SimpleNamespace(env=lambda **more: {**env, **more}), procfile)

    return start


def test_when_one_ends_all_end_and_it_is_named(start, tmp_path, capsys):
    assert start(web="sleep 60", worker="sh -c 'echo no more ink; exit 3'") == 1
    said = capsys.readouterr().out
    assert "worker | no more ink" in said and "worker ended with code 3" in said
    assert carriers(MARK, str(tmp_path)) == []


def test_a_line_may_begin_with_a_variable(start, capsys):
    start(documents="SK_QUEUE=documents sh -c 'echo serves $SK_QUEUE; sleep 0.3'")
    assert "documents | serves documents" in capsys.readouterr().out


def test_who_does_not_listen_is_killed_with_its_children(start, tmp_path):
    assert start(web="true", worker=f"sh -c '\"$0\" 60 & {STUBBORN.replace(chr(39), chr(34))}' sleep") == 1
    assert carriers(MARK, str(tmp_path)) == []


def test_children_of_one_that_died_are_ended(start, tmp_path):
    """A worker that was killed leaves its pool behind."""
    assert start(web="sleep 60", worker="sh -c 'sleep 60 & sleep 61 & kill -9 $$'") == 1
    assert carriers(MARK, str(tmp_path)) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_sigterm_and_a_closed_terminal_end_everything(tmp_path, how):
    (tmp_path / "Procfile").write_text("web: sleep 60\nworker: sleep 61\n")
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, tmp_path / "Procfile"],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, MARK: str(tmp_path)},
        preexec_fn=_with_a_terminal,
    )
    until(lambda: len(carriers(MARK, str(tmp_path))) == 3)
    launcher.send_signal(how)
    assert launcher.wait(60) == 0
    assert carriers(MARK, str(tmp_path)) == []


def _with_a_terminal():
    """Where the tests themselves run under nohup, the launcher shall not."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


LAUNCHER = """
import os, pathlib, sys, types
from smartkhata.launch import processes, ready, signals
ready.announce = lambda configuration: None
signals.end_politely()
configuration = types.SimpleNamespace(env=lambda **more: dict(os.environ))
sys.exit(processes.run(configuration, pathlib.Path(sys.argv[1])))
"""


def until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
