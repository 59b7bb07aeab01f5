"""The first minutes of `make run`: progress is shown, a half-made .venv is not trusted, a failure says what to do."""

import sys

import pytest

from smartkhata.launch import prepare


@pytest.fixture
def pip(tmp_path, monkeypatch):
    """A .venv whose pip is a script of ours; `pip.says` is what it does."""
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "UNFINISHED", tmp_path / "unfinished")
    monkeypatch.setattr(prepare, "SECONDS_BETWEEN_NEWS", -1)
    python = tmp_path / "bin/python"
    python.parent.mkdir()
    made = []
    monkeypatch.setattr(prepare, "make_venv", lambda: made.append(prepare.UNFINISHED.exists()))

    def says(script):
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)

    says.made = made
    return says


def test_it_tells_how_far_it_is_and_installs_once(pip, capsys):
    pip("echo Collecting a; echo Collecting b; echo Installing collected packages: a, b")
    prepare.main("requirements.txt")
    said = capsys.readouterr().out
    assert "2 of about" in said and "unpacking" in said
    prepare.main("requirements.txt")
    assert capsys.readouterr().out == "" and len(pip.made) == 1


def test_a_failure_shows_why_and_says_what_to_do(pip, capsys):
    pip("echo No matching distribution; exit 1")
    with pytest.raises(SystemExit):
        prepare.main("requirements.txt")
    captured = capsys.readouterr()
    assert "No matching distribution" in captured.out and "run again" in captured.err


def test_what_was_left_halfway_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "VENV", tmp_path / "venv")
    monkeypatch.setattr(prepare, "UNFINISHED", tmp_path / "venv/unfinished")
    monkeypatch.setattr(prepare, "has_pip", lambda python: True)
    made = []
    monkeypatch.setattr(prepare.subprocess, "run", lambda command, **more: made.append(command) or Done)
    (tmp_path / "venv/bin").mkdir(parents=True)
    (tmp_path / "venv/bin/python").touch()
    prepare.make_venv()
    assert made == []
    prepare.UNFINISHED.touch()
    prepare.make_venv()
    assert made[0][:4] == [sys.executable, "-m", "venv", "--clear"]


class Done:
    returncode = 0
