"""Every line of a log is one JSON object, whoever writes it, from the level on that is asked for."""

import json
import subprocess
import sys

from celery.signals import setup_logging
from django.conf import settings

SPEAK = """
import logging, logging.config, sys, structlog
from smartkhata import logs
logging.config.dictConfig(logs.logging(sys.argv[1]))
log = structlog.get_logger("notifications.services.watch")
log.info("sending", late=2)
try:
    raise ValueError("odd")
except ValueError:
    log.exception("send_failed")
logging.getLogger("celery.worker").info("Connected to redis")
logging.getLogger("django.request").warning("Not Found: %s", "/x")
print("what was asked")
"""


def said(level):
    """What such a process logs; in a process of its own, because logs are set up once."""
    done = subprocess.run(
        [sys.executable, "-c", SPEAK, level],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "what was asked\n"
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_each_line_is_json_with_its_moment_level_and_name():
    sending, failed, found = said("INFO")
    assert (sending["event"], sending["level"], sending["late"]) == ("sending", "info", 2)
    assert sending["logger"] == "notifications.services.watch" and sending["timestamp"].endswith("Z")
    assert failed["event"] == "send_failed" and "ValueError: odd" in failed["exception"]
    assert (found["event"], found["level"]) == ("Not Found: /x", "warning")


def test_the_level_holds_for_all():
    assert [line["event"] for line in said("ERROR")] == ["send_failed"]


def test_celery_puts_no_lines_of_its_own_form_in_their_place():
    assert setup_logging.receivers
