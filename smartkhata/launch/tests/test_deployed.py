"""What a deployment calls: fresh secrets that pass, and beat's sign of life."""

import re
from pathlib import Path

import yaml
from django.conf import settings
from honcho.environ import parse_procfile

from smartkhata.core import heartbeat
from smartkhata.core.safety import refuse_unsafe
from smartkhata.launch import deployed
from smartkhata.launch.fresh_secrets import env_file

COMPOSE = (Path(settings.BASE_DIR) / "compose.yaml").read_text()


def test_fresh_secrets_are_all_that_compose_asks_for_and_strong():
    fresh = dict(line.split("=", 1) for line in env_file())
    assert set(fresh) == set(re.findall(r"\$\{(\w+):\?", COMPOSE))
    refuse_unsafe(
        embedded=False,
        debug=False,
        secrets={name: fresh[name] for name in ("SECRET_KEY", "TOKEN_KEY")},
        field_keys=fresh["FIELD_KEYS"].split(","),
        public_base_url="https://khata.example",
        allowed_hosts=["khata.example"],
    )


def test_beat_is_alive_while_its_mark_is_fresh():
    client = heartbeat.client()
    client.delete(heartbeat.BEAT)
    assert deployed.beat_alive() == 1
    heartbeat.mark(heartbeat.BEAT)
    assert deployed.beat_alive() == 0 and 0 < client.ttl(heartbeat.BEAT) <= heartbeat.FADE_SECONDS


def test_beat_without_redis_is_not_alive(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    assert deployed.beat_alive() == 1


def test_every_service_of_compose_has_a_health_check():
    services = yaml.safe_load(COMPOSE)["services"]
    assert {name for name, service in services.items() if "healthcheck" not in service} == {"migrate"}


def test_compose_runs_what_the_procfile_runs():
    procfile = parse_procfile((Path(settings.BASE_DIR) / "Procfile").read_text()).processes
    services = yaml.safe_load(COMPOSE)["services"]
    for name, command in procfile.items():
        if name != "web":  # the image's own command, which listens to all
            told = " ".join(services[name]["command"])
            assert command.removeprefix(f"WORKER_QUEUE={name} ") == told
