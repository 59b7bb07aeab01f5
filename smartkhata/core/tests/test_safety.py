"""Outside a local copy nothing starts with weak secrets or open doors; what is wrong is said at once, in one line."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from smartkhata.core.safety import refuse_unsafe

KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
GOOD = {
    "embedded": False,
    "debug": False,
    "secrets": {"SECRET_KEY": "s" * 40, "TOKEN_KEY": "t" * 40},
    "field_keys": [f"k2:{KEY}", f"k1:{KEY}"],
    "public_base_url": "https://khata.example",
    "allowed_hosts": ["khata.example"],
}


def test_a_sound_deployment_starts():
    refuse_unsafe(**GOOD)
    refuse_unsafe(**GOOD | {"public_base_url": "http://127.0.0.1:8000"})


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"debug": True}, "DEBUG"),
        ({"public_base_url": "http://khata.example"}, "https"),
        ({"allowed_hosts": ["*"]}, "ALLOWED_HOSTS"),
    ],
)
def test_what_only_a_local_copy_may_do(changed, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        refuse_unsafe(**GOOD | changed)
    refuse_unsafe(**GOOD | changed | {"embedded": True})


@pytest.mark.parametrize(
    "secrets, said",
    [
        ({"SECRET_KEY": "short", "TOKEN_KEY": "t" * 40}, "SECRET_KEY has at least 32"),
        ({"SECRET_KEY": "s" * 40, "TOKEN_KEY": ""}, "TOKEN_KEY has at least 32"),
        ({"SECRET_KEY": "s" * 40, "TOKEN_KEY": "s" * 40}, "SECRET_KEY and TOKEN_KEY differ"),
    ],
)
def test_weak_secrets_are_refused_everywhere(secrets, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        refuse_unsafe(**GOOD | {"secrets": secrets, "embedded": True})


@pytest.mark.parametrize(
    "keys", [[], ["k1"], ["k1:short"], [f":{KEY}"], ["k1:not base64!"], [f"k:{KEY}", f"k:{KEY}"]]
)
def test_keys_that_would_fail_at_the_first_secret_fail_at_the_start(keys):
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        refuse_unsafe(**GOOD | {"field_keys": keys, "embedded": True})


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(ImproperlyConfigured, match="DEBUG.*https"):
        refuse_unsafe(**GOOD | {"debug": True, "public_base_url": "http://khata.example"})


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "SMARTKHATA_EMBEDDED": ""}, "SECRET_KEY has at least 32"),
        ({"DEBUG": "1", "SMARTKHATA_EMBEDDED": ""}, "DEBUG is for a local copy"),
    ],
)
def test_the_command_line_says_it_without_a_traceback(tmp_path, changed, said):
    env = {**os.environ, "DATA_DIR": str(tmp_path), **changed}
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert said in done.stderr and "Traceback" not in done.stderr


def test_a_broken_services_json_is_one_line_too(tmp_path):
    (tmp_path / "services.json").write_text("{")
    command = [sys.executable, "manage.py", "check"]
    env = {**os.environ, "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "services.json is not JSON" in done.stderr
