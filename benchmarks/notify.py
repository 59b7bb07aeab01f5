"""Handing messages over: our engine, a Celery task per message, and a bare concurrent client, in one run.

    python benchmarks/notify.py [--quick]        # servers of its own; about two minutes

All three send to the same fake provider, a process of its own that counts what it takes and how much at once. The
peer of the middle column does what most shops of this kind do: one task, one row read, one POST, one row written.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from smartkhata.core.testing import servers  # noqa: E402  (starts PostgreSQL and Valkey, sets the environment)

os.environ["CELERY_TASK_ALWAYS_EAGER"] = "0"
os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{servers.TEMPLATE}"
os.environ["DJANGO_SETTINGS_MODULE"] = "smartkhata.settings"

import aiohttp  # noqa: E402
import django  # noqa: E402
import requests  # noqa: E402

django.setup()

from benchmarks.bars import bar  # noqa: E402
from benchmarks.notify_peer import backlog, codes, connections, world  # noqa: E402

PORT = 8181
URL = f"http://127.0.0.1:{PORT}"


class Provider:
    """The fake in a process of its own, fresh for each measurement."""

    def __init__(self, delay):
        self.log = tempfile.NamedTemporaryFile(suffix=".log", delete=False).name  # noqa: SIM115
        command = [sys.executable, "-m", "notifications.tests.fake_provider", str(PORT), self.log, str(delay)]
        self.process = subprocess.Popen(command)
        wait(lambda: requests.get(f"{URL}/stats", timeout=1).ok, 120)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()

    def stats(self):
        return requests.get(f"{URL}/stats", timeout=30).json()

    def until(self, count, seconds):
        """The moment of the last of `count` messages, by the provider's own log."""
        wait(lambda: len(Path(self.log).read_text().splitlines()) >= count, seconds)
        lines = Path(self.log).read_text().splitlines()
        return float(lines[count - 1].split()[0]), lines


def wait(answer, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if answer():
                return
        except requests.RequestException:
            pass
        time.sleep(0.05)
    sys.exit("It took too long.")


def worker(*queues, concurrency=2):
    command = [
        sys.executable,
        "-m",
        "celery",
        "-q",
        "-A",
        "benchmarks.notify_peer",
        "worker",
        "--loglevel",
        "error",
    ]
    command += ["--queues", ",".join(queues), "--concurrency", str(concurrency), "-n", f"{queues[0]}@bench"]
    process = subprocess.Popen([*command, "--without-gossip", "--without-mingle"], cwd=ROOT)
    time.sleep(6)
    return process


def ours(shop, count, delay):
    with Provider(delay) as provider:
        kick = backlog(shop, count)
        start = time.time()
        kick("notifications.deliver")
        end, _ = provider.until(count, 300)
        stats = provider.stats()
        assert max(stats["taken"].values()) == 1, "a message went out twice"
        return end - start, stats["peak"], connections()


def per_message(shop, count, delay):
    with Provider(delay) as provider:
        kick = backlog(shop, count)
        start = time.time()
        kick("bench.send_one")
        return provider.until(count, 900)[0] - start, provider.stats()["peak"]


def bare(count, delay):
    async def run():
        limit = asyncio.Semaphore(500)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

            async def one(number):
                async with limit, session.post(f"{URL}/send", json={"reference": str(number)}) as answer:
                    await answer.read()

            await asyncio.gather(*(one(number) for number in range(count)))

    with Provider(delay) as provider:
        start = time.time()
        asyncio.run(run())
        return provider.until(count, 300)[0] - start, provider.stats()["peak"]


def urgent(shop, count):
    """p99 in seconds from asking for a code to the provider having it, while a backlog is being sent."""
    with Provider(0.1) as provider:
        kick = backlog(shop, count)
        kick("notifications.deliver")
        asked = codes(shop, 100)
        lines = provider.until(count + len(asked), 300)[1]
    took = {key: float(moment) for moment, key, _ in (line.split() for line in lines if line.endswith("otp"))}
    waits = sorted(took[key] - asked[key] for key in asked)
    return waits[-2], waits[-1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="1,000 messages only")
    quick = parser.parse_args().quick
    shop = world()
    processes = [worker("celery"), worker("urgent", concurrency=1)]
    try:
        figures = measure(shop, quick)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
        servers.pytest_unconfigure(None)
    print(json.dumps(figures))
    return check(figures)


def measure(shop, quick):
    figures = {}
    ours(shop, 200, 0)  # imports and connections stand
    for count, delay in [(1000, 0), (1000, 0.1)] + ([] if quick else [(10_000, 0), (10_000, 0.1)]):
        name = f"{count:,} at {delay * 1000:.0f} ms"
        mine, peak, used = ours(shop, count, delay)
        floor, floor_peak = bare(count, delay)
        peer = per_message(shop, count, delay) if delay == 0 else (None, None)
        figures[name] = {
            "ours": mine,
            "per message": peer[0],
            "bare": floor,
            "peak": peak,
            "connections": used,
        }
        other = f"{peer[0]:8.2f} s ({mine / peer[0]:.2f})" if peer[0] else "       -        "
        print(f"{name:18} ours {mine:7.2f} s, peak {peak:4}, {used} connections | task per message {other} | "
              f"bare {floor:6.2f} s, peak {floor_peak}", flush=True)  # fmt: skip
    p99, worst = urgent(shop, 1000 if quick else 10_000)
    figures["codes"] = {"p99": p99, "worst": worst}
    print(f"codes in the backlog: p99 {p99:.2f} s, worst {worst:.2f} s (bar 2 s)")
    return figures


def check(figures):
    """Whether the bars of the design hold."""
    row = figures["1,000 at 100 ms"]
    fine = [
        bar("1,000 at 100 ms, beside the provider's delay", row["ours"] / 0.1, 12, "x"),
        bar("1,000 at 100 ms, in flight at once", row["peak"], 256, least=True),
        bar("a code in the backlog, p99", figures["codes"]["p99"], 2, "s"),
    ]
    if row := figures.get("10,000 at 0 ms"):
        fine += [bar("10,000 at 0 ms, beside a task per message", row["ours"] / row["per message"], 0.2, "x")]
    return all(fine)


if __name__ == "__main__":
    raise SystemExit(not main())
