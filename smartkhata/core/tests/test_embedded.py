"""The embedded servers: they start, they are bound to loopback with passwords, they survive kill -9."""

import os
import signal
import subprocess
import threading
import time

import psycopg
import pytest

from smartkhata.core.embedded import throwaway
from smartkhata.core.embedded.place import Place
from smartkhata.core.embedded.postgres import Postgres
from smartkhata.core.embedded.process_table import born, command_lines
from smartkhata.core.embedded.server import free_port


@pytest.fixture
def services(tmp_path):
    services = throwaway(tmp_path)
    yield services
    services.remove()


def test_the_app_gets_in_with_its_password_only(services):
    with psycopg.connect(services.app_url) as raw:
        assert raw.execute("SELECT current_user").fetchone() == ("sk_app",)
    without = services.app_url.replace(services.app_url.split(":")[2].split("@")[0], "guess")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(without)


def test_it_starts_again_after_kill_9_with_its_data(tmp_path):
    postgres = Postgres(Place.of(tmp_path), throwaway=True)
    postgres.start()
    with psycopg.connect(postgres.url(), autocommit=True) as raw:
        raw.execute("CREATE TABLE kept (n int)")
        raw.execute("CHECKPOINT")
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    again = Postgres(Place.of(tmp_path), throwaway=True)
    again.start()
    try:
        with psycopg.connect(again.url()) as raw:
            assert raw.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    finally:
        again.stop()


def test_a_new_start_ends_the_server_that_was_left_behind(tmp_path):
    first = Postgres(Place.of(tmp_path), throwaway=True)
    first.start()
    left = first.process.pid, born(first.process.pid)
    second = Postgres(Place.of(tmp_path), throwaway=True)
    second.start()
    try:
        assert born(left[0]) != left[1]
    finally:
        second.stop()


def test_a_server_that_was_never_noted_is_found(tmp_path):
    """We may be killed between the start of a server and any note of it: nothing but itself tells of it."""
    first = Postgres(Place.of(tmp_path), throwaway=True)
    first.start()
    Postgres(Place.of(tmp_path)).stop_leftover()
    assert first.process.wait(10) == 0


def test_a_stranger_named_in_postmaster_pid_does_not_keep_it_from_starting(tmp_path):
    place = Place.of(tmp_path)
    postgres = Postgres(place, throwaway=True)
    postgres.start()
    kept = (postgres.data / "postmaster.pid").read_text().splitlines()
    postgres.process.kill()
    postgres.process.wait()
    stranger = subprocess.Popen(["sleep", "60"], **place.as_account())
    kept[0] = str(stranger.pid)
    (postgres.data / "postmaster.pid").write_text("\n".join(kept) + "\n")
    try:
        postgres.start()
        assert stranger.poll() is None
    finally:
        postgres.stop()
        stranger.kill()
        stranger.wait()


def test_a_child_that_works_on_after_its_server_was_killed_is_ended(tmp_path):
    postgres = Postgres(Place.of(tmp_path), throwaway=True)
    postgres.start()
    raw = psycopg.connect(postgres.url(), autocommit=True)
    child = raw.info.backend_pid
    worker = threading.Thread(target=work_for_ever, args=(raw,))
    worker.start()
    until(lambda: "DO" in dict(command_lines())[child])
    postgres.process.kill()
    postgres.process.wait()
    again = Postgres(Place.of(tmp_path), throwaway=True)
    again.start()
    try:
        worker.join(10)
        assert born(child) == ""
    finally:
        again.stop()


def test_files_that_were_left_half_made_are_made_anew(tmp_path):
    place = Place.of(tmp_path)
    half = place.directory("postgres.new")
    (half / "PG_VERSION").write_text("18\n")
    postgres = Postgres(place, throwaway=True)
    postgres.start()
    postgres.stop()
    assert (postgres.data / "PG_VERSION").exists() and not half.exists()


def work_for_ever(raw):
    with pytest.raises(psycopg.OperationalError):
        raw.execute("DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$")


def until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_port_in_use_is_not_given():
    taken = free_port()
    assert free_port(taken) == taken
