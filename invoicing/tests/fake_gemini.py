"""A Gemini that lies: a loopback server that answers what a test wants and keeps what it was sent."""

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FakeGemini:
    """`answer(request) -> (status, body)`; `received` holds every body as text."""

    def __init__(self):
        self.received, self.answer = [], lambda asked: (200, said([]))
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fake.received.append(f"{self.path}\n{body}")
                status, answer = fake.answer(body)
                text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                with suppress(BrokenPipeError, ConnectionResetError):  # who waited long enough has gone
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(text)))
                    self.end_headers()
                    self.wfile.write(text)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        # It looks this often whether it shall end: twice a second, as is usual, is half a second a test.
        threading.Thread(target=self.server.serve_forever, args=[0.005], daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def said(lines, finish="STOP", **more):
    """An answer with these lines, as Gemini forms it."""
    return worded(json.dumps({"lines": lines, **more}), finish)


def worded(text, finish="STOP"):
    return {
        "candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": finish}],
        "usageMetadata": {"promptTokenCount": 900, "candidatesTokenCount": 60, "totalTokenCount": 960},
    }


def line(description, quantity, rate, unit="piece"):
    return {"description": description, "quantity": quantity, "unit": unit, "rate": rate}
