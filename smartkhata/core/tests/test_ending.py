"""What is ours is ended, politely first; a stranger who got the number of one of ours is left alone."""

import signal
import subprocess
import sys

import pytest

from smartkhata.core.embedded import Trouble, ending
from smartkhata.core.embedded.ending import end_all, end_process
from smartkhata.core.embedded.process_table import born

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
)


@pytest.fixture
def sleeper():
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def stubborn():
    process = subprocess.Popen([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()


def test_one_of_ours_is_asked_to_end(sleeper):
    end_process(sleeper.pid, born(sleeper.pid))
    assert sleeper.wait() == -signal.SIGTERM


def test_a_stranger_with_a_recycled_number_is_left_alone(sleeper):
    end_process(sleeper.pid, "another boot:1234")
    end_process(sleeper.pid, "")
    assert sleeper.poll() is None


def test_who_does_not_listen_is_killed(stubborn):
    end_process(stubborn.pid, born(stubborn.pid), seconds=0.2)
    assert stubborn.wait() == -signal.SIGKILL


def test_a_process_that_can_not_be_ended_is_named(monkeypatch):
    monkeypatch.setattr(ending, "PATIENCE", 0.1)
    gone = subprocess.Popen(["true"])
    gone.wait()
    with pytest.raises(Trouble, match=str(gone.pid)):
        end_all(lambda: [gone.pid], seconds=0.1)
