"""services.json holds the keys of a copy's data: it is never half written, and never made up anew over old data."""

import json
import os
import stat

import pytest

from smartkhata.core.embedded import Place, Trouble
from smartkhata.launch.configuration import MARK, Configuration

GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "TOKEN_KEY", "FIELD_KEYS", "PORT")


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in (*GIVEN, "PUBLIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path, None, "sk-of-this-test")


@pytest.fixture
def saved(tmp_path, place):
    configuration = Configuration.of(tmp_path, place)
    configuration.save()
    return configuration


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path, place, saved):
    again = Configuration.of(tmp_path, place)
    assert again.values["FIELD_KEYS"] == saved.values["FIELD_KEYS"]
    assert stat.S_IMODE((tmp_path / "services.json").stat().st_mode) == 0o600


def test_a_copy_for_trying_out_keeps_what_it_sends_on_servers_of_ones_own_too(tmp_path, place, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://sk_app@db/smartkhata")
    monkeypatch.setenv("REDIS_URL", "redis://cache")
    monkeypatch.setenv("SMS_PROVIDER", "africastalking")
    values = Configuration.of(tmp_path, place).values
    assert (values["EMAIL_PROVIDER"], values["SMS_PROVIDER"]) == ("outbox", "africastalking")
    monkeypatch.setenv("SMARTKHATA_DEMO", "0")
    assert "EMAIL_PROVIDER" not in Configuration.of(tmp_path, place).values


def test_keys_of_one_start_do_not_replace_the_kept_ones(tmp_path, place, saved, monkeypatch):
    monkeypatch.setenv("FIELD_KEYS", "x:only-for-now")
    other = Configuration.of(tmp_path, place)
    other.save()
    assert other.env()["FIELD_KEYS"] == "x:only-for-now"
    monkeypatch.delenv("FIELD_KEYS")
    assert Configuration.of(tmp_path, place).values["FIELD_KEYS"] == saved.values["FIELD_KEYS"]


def test_a_crash_while_saving_leaves_the_old_file(tmp_path, saved, monkeypatch):
    before = (tmp_path / "services.json").read_text()
    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(Crash):
        saved.save()
    assert (tmp_path / "services.json").read_text() == before


@pytest.mark.parametrize("text", ["", "{", '"text"', '["SECRET_KEY"]'])
def test_a_broken_file_is_one_clear_line_and_no_new_keys(tmp_path, place, saved, text):
    (tmp_path / "services.json").write_text(text)
    with pytest.raises(Trouble, match="can't be read as JSON.*backup") as trouble:
        Configuration.of(tmp_path, place)
    assert "\n" not in str(trouble.value)
    assert (tmp_path / "services.json").read_text() == text


@pytest.mark.parametrize("left", [None, {"SECRET_KEY": "but no FIELD_KEYS"}])
def test_a_file_that_is_gone_is_not_made_anew_over_old_data(tmp_path, place, saved, left):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "services.json").unlink()
    if left:
        (tmp_path / "services.json").write_text(json.dumps(left))
    with pytest.raises(Trouble, match="gone.*backup"):
        Configuration.of(tmp_path, place)


def test_every_process_of_a_copy_carries_its_mark(saved):
    assert saved.env()[MARK] == "sk-of-this-test"


@pytest.mark.parametrize("port", ["no", "0", "70000"])
def test_a_wrong_port_is_one_clear_line(tmp_path, place, monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Trouble, match="PORT"):
        Configuration.of(tmp_path, place)


class Crash(Exception):
    pass


def crash(*args):
    raise Crash
