"""A deployment as the documents make it: behind one proxy, with the name it serves, asked for its health by itself."""

import json
import os
import subprocess
import sys

from django.conf import settings
from django.test import Client

SHOW = "import json; from smartkhata import settings as s; print(json.dumps([s.ALLOWED_HOSTS, s.TRUSTED_PROXIES]))"


def shown(tmp_path, **env):
    env = os.environ | {"DATA_DIR": str(tmp_path), "ALLOWED_HOSTS": "khata.example.in"} | env
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=settings.BASE_DIR, env=env, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_the_health_check_of_the_machine_is_heard_and_a_proxy_is_looked_through(tmp_path):
    assert shown(tmp_path, BEHIND_PROXY="1") == [["khata.example.in", "127.0.0.1"], 1]


def test_the_health_check_is_not_sent_to_https(settings, db):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert client.get("/readyz").status_code == 200
    assert client.get("/").status_code == 301
