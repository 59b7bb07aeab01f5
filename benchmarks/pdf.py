"""How fast a page of a document is made: beside WeasyPrint as the manual shows it, and beside the engine alone.

    python benchmarks/pdf.py [pages]        # needs no server; fonts are cut once into DATA_DIR

The same HTML for all, other figures in every page. Goals (printed beside the ratios): warm page <= 0.75x naive,
<= 1.3x the engine alone; two workers >= 1.7x one.
"""

import base64
import gc
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")
for _name, _value in {
    "SECRET_KEY": "only-for-the-benchmark-" * 3,
    "TOKEN_KEY": "only-for-the-benchmark-too-" * 3,
    "FIELD_KEYS": f"b1:{base64.b64encode(bytes(32)).decode()}",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "DATABASE_OWNER_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DATA_DIR": f"{tempfile.gettempdir()}/smartkhata-benchmark",
}.items():
    os.environ.setdefault(_name, _value)

import django  # noqa: E402

django.setup()

import weasyprint  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from benchmarks.bars import bar  # noqa: E402
from invoicing.documents import engine  # noqa: E402
from invoicing.documents.complete import complete  # noqa: E402
from invoicing.documents.fonts import font_faces  # noqa: E402
from invoicing.documents.look import stylesheet  # noqa: E402
from invoicing.documents.render import render_html, render_pdf  # noqa: E402
from invoicing.documents.samples import sample  # noqa: E402
from invoicing.documents.template import completed  # noqa: E402
from invoicing.totals import Line  # noqa: E402

CONTENT = completed({})
WORKERS_FOR = 2


def document(number):
    """Ten lines in two scripts, as in the design's measurements."""
    lines = [
        Line(
            f"{'चावल' if at % 2 else 'Rice'} no. {number}-{at}",
            Decimal(at + 1),
            "kg",
            Decimal(50 + number),
            tax_rate=Decimal(5),
        )
        for at in range(10)
    ]
    return complete(sample("IN", lines=lines, number=f"INV-26-27-{number:05d}"), CONTENT)


def product(number):
    return render_pdf(document(number))


class Naive:
    """A new document with its style inside, fonts read each time."""

    def __init__(self):
        self.style = f"<style>{font_faces()}{stylesheet('professional')}</style>"

    def __call__(self, number):
        html = render_html(document(number), linked=False).replace("</head>", f"{self.style}</head>")
        return weasyprint.HTML(string=html).write_pdf()


class Alone:
    """The engine with everything shared and the HTML ready: what no product can beat."""

    def __init__(self, numbers):
        self.fonts = FontConfiguration()
        self.sheets = [
            weasyprint.CSS(string=text, font_config=self.fonts)
            for text in (font_faces(), stylesheet("professional"))
        ]
        self.pages = {number: render_html(document(number), linked=False) for number in numbers}

    def __call__(self, number):
        page = weasyprint.HTML(string=self.pages[number])
        return page.write_pdf(stylesheets=self.sheets, font_config=self.fonts)


def main(pages=30):
    engine.warm()
    numbers = range(pages)
    ways = {"product, warm": product, "WeasyPrint, naive": Naive(), "the engine alone": Alone(numbers)}
    for way in ways.values():
        way(0)
    gc.freeze()
    times = {name: [] for name in ways}
    # One of each in turn, so that what else the machine does falls on all of them alike.
    for number in numbers:
        for name, way in ways.items():
            start = time.perf_counter()
            way(number)
            times[name].append(time.perf_counter() - start)
    middle = {name: statistics.median(found) for name, found in times.items()}
    for name, found in times.items():
        late = sorted(found)[int(len(found) * 0.95)]
        print(f"{name:24} {middle[name] * 1000:7.1f} ms p50 {late * 1000:7.1f} ms p95")
    warm = middle["product, warm"]
    fine = [
        bar("warm page / naive", warm / middle["WeasyPrint, naive"], 0.75, "x"),
        bar("warm page / engine alone", warm / middle["the engine alone"], 1.3, "x"),
    ]
    one, two = (pages_a_second(workers, pages) for workers in (1, 2))
    print(f"pages a second: one worker {one:.1f}, two {two:.1f}")
    return all([*fine, bar("two workers / one", two / one, 1.7, "x", least=True)])


def pages_a_second(workers, pages):
    """Prefork, as Celery's workers are: each child warms itself first."""
    with multiprocessing.get_context("fork").Pool(workers, initializer=engine.warm) as pool:
        pool.map(product, range(workers), chunksize=1)
        start = time.perf_counter()
        pool.map(product, range(pages * WORKERS_FOR), chunksize=1)
        return pages * WORKERS_FOR / (time.perf_counter() - start)


if __name__ == "__main__":
    raise SystemExit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
