"""What outlived a copy that was killed is found by its mark: also without a leader, never by a bare number."""

import os
import signal
import subprocess

import pytest

from smartkhata.core.embedded import Place
from smartkhata.core.embedded.process_table import born, carriers
from smartkhata.launch import copy
from smartkhata.launch.configuration import MARK


@pytest.fixture
def place(tmp_path):
    return Place.of(tmp_path)


@pytest.fixture
def orphan(place):
    """A child whose leader was killed; only the mark tells whose it was. Returns its pid."""
    leader = subprocess.Popen(
        ["sh", "-c", "sleep 60 & echo $!; kill -9 $$"],
        env={**os.environ, MARK: place.mark},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    pid = int(leader.stdout.readline())
    leader.wait()
    yield pid
    if born(pid):
        os.kill(pid, signal.SIGKILL)


def test_a_child_without_its_leader_is_ended(place, orphan):
    assert carriers(MARK, place.mark) == [orphan]
    copy.stop_leftovers(place)
    assert born(orphan) == ""


def test_another_copy_is_left_alone(place, orphan, tmp_path):
    other = Place.of(tmp_path / "other")
    assert other.mark != place.mark
    copy.stop_leftovers(other)
    assert born(orphan)


def test_a_copied_folder_has_a_mark_of_its_own_or_the_same_home_and_lock(tmp_path):
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    (tmp_path / "first/instance").write_text("the same")
    (tmp_path / "second/instance").write_text("the same")
    first, second = Place.of(tmp_path / "first"), Place.of(tmp_path / "second")
    assert (first.mark == second.mark) == (first.home == second.home)


def test_a_recycled_number_in_the_note_ends_nobody(place, tmp_path, capsys):
    stranger = subprocess.Popen(["sleep", "60"])
    (place.home / "copy.json").write_text(f'{{"pid": {stranger.pid}, "born": "another boot:1"}}')
    try:
        assert copy.down(tmp_path) == 0
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_down_where_nothing_is_is_harmless(tmp_path, capsys):
    assert copy.down(tmp_path / "nowhere") == 0
    assert "no copy" in capsys.readouterr().out and not (tmp_path / "nowhere").exists()
