"""The embedded servers: they start, they are bound to loopback with passwords, they survive kill -9."""

import os
import signal

import psycopg
import pytest

from smartkhata.core.embedded import throwaway
from smartkhata.core.embedded.place import Place
from smartkhata.core.embedded.postgres import Postgres
from smartkhata.core.embedded.server import born, end_process, free_port


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


def test_a_stranger_with_a_recycled_pid_is_left_alone():
    end_process(os.getpid(), "Thu Jan  1 00:00:00 1970")
    assert born(os.getpid())


def test_a_port_in_use_is_not_given():
    taken = free_port()
    assert free_port(taken) == taken
