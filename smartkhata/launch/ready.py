"""Says when web, worker and beat have answered."""

import time
import urllib.error
import urllib.request

import redis

from smartkhata.core import heartbeat

READY_SECONDS = 120


def announce(configuration):
    """Print the one line that people and scripts wait for."""
    end = time.monotonic() + READY_SECONDS
    while not (_web_answers(configuration) and _clock_ticks(configuration)):
        if time.monotonic() > end:
            print(
                "SmartKhata is not ready after two minutes; see the lines above. Ctrl-C stops it.", flush=True
            )
            return
        time.sleep(0.2)
    print(f"SmartKhata is ready: {configuration.values['PUBLIC_BASE_URL']}", flush=True)
    demo = configuration.data_dir / "demo.json"
    if demo.exists():
        print(f"Demo logins: {demo}", flush=True)


def _web_answers(configuration):
    try:
        with urllib.request.urlopen(
            f"http://127.0.0.1:{configuration.values['PORT']}/readyz", timeout=2
        ) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _clock_ticks(configuration):
    """Beat has asked and the worker has answered: the sweep leaves its mark (core.heartbeat)."""
    try:
        client = redis.Redis.from_url(configuration.values["REDIS_URL"], socket_connect_timeout=1)
        return client.exists(heartbeat.SWEPT) == 1
    except redis.RedisError:
        return False
