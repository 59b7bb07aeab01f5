"""A provider to be sent to: it speaks HTTP, answers as told, and keeps its own log, which is the truth.

In a test ``with FakeServer() as server``; beside a run of workers as a process of its own:
``python -m notifications.tests.fake_provider PORT LOG [delay]``. POST /send takes {"reference": ...}; GET
/find?reference=... says whether it was taken; /mode sets how it behaves from now on.
"""

import asyncio
import json
import sys
import threading
import time

from aiohttp import web

# Workers connect five hundred times at once; who finds no room in the line asks again after a second.
WAITING = 2048


class Fake:
    """`mode`: ok, hang (takes it and never answers), refuse_429, error_500, error_503, flap_503, garbage, truncated,
    no_id, one_id; `share` of the calls are treated so, the others as ok."""

    def __init__(self, log=None, delay=0.0):
        self.log, self.delay = log and open(log, "a", buffering=1), delay  # noqa: SIM115
        self.mode, self.share, self.retry_after = "ok", 1.0, 1
        self.taken, self.at, self.calls, self.now, self.peak = {}, {}, [], 0, 0
        self.answer, self.seen = None, []

    def app(self):
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_post("/send", self.send)
        app.router.add_get("/find", self.find)
        app.router.add_post("/mode", self.set_mode)
        app.router.add_get("/stats", self.stats)
        app.router.add_route("*", "/{any:.*}", self.recorded)
        return app

    async def send(self, request):
        self.now += 1
        self.peak = max(self.peak, self.now)
        try:
            return await self._send(await request.json())
        finally:
            self.now -= 1

    async def _send(self, body):
        reference = body["reference"]
        self.calls.append(time.time())
        odd = self.mode != "ok" and (len(self.calls) * 0.618034) % 1 < self.share
        if self.delay:
            await asyncio.sleep(self.delay)
        if odd and self.mode == "refuse_429":
            return web.json_response({}, status=429, headers={"Retry-After": str(self.retry_after)})
        if odd and self.mode in ("error_503", "flap_503"):
            return web.json_response({}, status=503)
        self.taken[reference] = self.taken.get(reference, 0) + 1
        self.at[reference] = time.monotonic()
        if self.log:
            self.log.write(f"{time.time():.4f} {reference} {body.get('kind', '')}\n")
        if odd and self.mode == "hang":
            await asyncio.sleep(3600)
        if odd and self.mode == "error_500":
            return web.json_response({}, status=500)
        if odd:
            return {
                "garbage": web.Response(text="<html>It works!</html>", content_type="text/html"),
                "truncated": web.Response(text='{"id": "x', content_type="application/json"),
                "no_id": web.json_response({}),
                "one_id": web.json_response({"id": "always the same"}, status=201),
            }[self.mode]
        return web.json_response({"id": f"fake-{reference}"}, status=201)

    async def find(self, request):
        taken = self.taken.get(request.query["reference"], 0)
        return web.json_response({"taken": taken})

    async def set_mode(self, request):
        for name, value in (await request.json()).items():
            setattr(self, name, value)
        return web.json_response({})

    async def stats(self, request):
        figures = {"taken": self.taken, "now": self.now, "peak": self.peak, "calls": len(self.calls)}
        return web.json_response(figures)

    async def recorded(self, request):
        """A real provider's address: what came is kept, and `answer` (status, headers, text) is given."""
        body = await request.text()
        self.seen.append((request.method, request.path_qs, dict(request.headers), body))
        status, headers, text = self.answer
        return web.Response(status=status, headers=headers, text=text)


class FakeServer:
    """The same in a thread of this process."""

    def __init__(self, **options):
        self.fake = Fake(**options)

    def __enter__(self):
        started = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self.thread.start()
        started.wait(5)
        return self

    def __exit__(self, *error):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    def _run(self, started):
        asyncio.set_event_loop(self.loop)
        runner = web.AppRunner(self.fake.app(), shutdown_timeout=0)
        self.loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self.loop.run_until_complete(site.start())
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"
        started.set()
        self.loop.run_forever()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0.01))

    def will_answer(self, status, body, headers=None):
        text = body if isinstance(body, str) else json.dumps(body)
        kind = {} if isinstance(body, str) else {"Content-Type": "application/json"}
        self.fake.answer = (status, kind | (headers or {}), text)


def main(port, log, delay="0"):
    place = {"host": "127.0.0.1", "port": int(port), "backlog": WAITING}
    web.run_app(Fake(log, float(delay)).app(), **place, print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
