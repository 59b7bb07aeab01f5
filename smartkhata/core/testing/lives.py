"""Lives of a worker: each is a process of its own that may be killed, forked from one that has loaded the product.

``with Lives(SOME_SETTING="1") as lives: lives.live("notifications.tests.faultworker.send", url=...)`` calls that
function in a new process and returns how it ended: 0, or minus the signal.
"""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

ENDED = "life ended: "


class Lives:
    def __init__(self, **environment):
        self.environment = environment

    def __enter__(self):
        code = "from smartkhata.core.testing.lives import nursery; nursery()"
        self.nursery = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-v", "0", "-c", code],
            cwd=settings.BASE_DIR,
            env=surroundings(**self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *error):
        self.nursery.stdin.close()
        self.nursery.wait(30)

    def live(self, act, **options):
        self.nursery.stdin.write(json.dumps([act, options]) + "\n")
        self.nursery.stdin.flush()
        for line in self.nursery.stdout:  # beside what the product logs
            if line.startswith(ENDED):
                return int(line.removeprefix(ENDED))
        raise AssertionError("the nursery itself ended")


def surroundings(**more):
    """The environment of a process that works on this test's database."""
    database = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    return {**os.environ, "DATABASE_URL": database, **more}


def nursery():
    """A line of JSON for each life; a line with its end. One thread, so that forking is safe."""
    fork = multiprocessing.get_context("fork")
    for line in sys.stdin:
        act, options = json.loads(line)
        life = fork.Process(target=import_string(act), kwargs=options)
        life.start()
        life.join()
        print(f"{ENDED}{life.exitcode}", flush=True)


def die_at(owner, name, *, before):
    """This process ends by kill -9 as soon as `owner.name` is called with something to do, or has done it."""
    real = getattr(owner, name)

    def dying(*args, **kwargs):
        idle = args and args[0] == []
        if before and not idle:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*args, **kwargs)
        if not idle and result != []:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, dying)


def die_after(seconds):
    """This process ends by kill -9 at that moment, whatever it is doing."""
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
