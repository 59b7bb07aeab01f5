"""WeasyPrint, loaded by name and here only: its native libraries may be missing.

It fetches nothing: a document's HTML may hold data: URLs of ours, our stylesheet our own font files.
"""

import gc
import resource
import threading
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from invoicing.documents.fonts import font_faces
from smartkhata.core.errors import DomainError

WAIT_SECONDS = 15
MEGABYTE = 1024 * 1024
STATM = Path("/proc/self/statm")
# FontConfiguration is shared by all pages of a process (a third of a page's time) and is not made for threads.
_one_at_a_time = threading.Lock()


def write_pdf(html, *, css, identifier, roll=False):
    """PDF bytes, the same for the same `html`, `css` and `identifier` (bytes).

    A `roll` is cut off below the element with the id ``end``. DomainError 503 ``pdf_unavailable`` without
    Pango, ``busy`` when another page takes too long.
    """
    engine = _engine()
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise DomainError("The printer is busy. Try again in a moment.", code="busy", status=503)
    try:
        page = engine.HTML(string=html, url_fetcher=_fetcher("data"))
        paper = page.render(stylesheets=[_fonts_sheet(), _sheet(css)], font_config=_fonts())
        if roll:
            _cut_off(paper)
        return paper.write_pdf(pdf_identifier=identifier)
    finally:
        _one_at_a_time.release()


def available():
    try:
        _engine()
    except DomainError:
        return False
    return True


def warm(memory_mb=0):
    """Make the first page of a worker as fast as the next, and bound the memory that a page may add."""
    if not available():
        return
    write_pdf("<p>₹1</p>", css="", identifier=b"warm")
    if memory_mb and STATM.exists():
        limit = _address_space() + memory_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
    # What is loaded now stays: the collector need not look at it again for each of a page's 200,000 objects.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _cut_off(paper):
    """Rolls have no page length: the last page ends where its content does."""
    last = paper.pages[-1]
    if "end" in last.anchors:
        last.height = last.anchors["end"][1] + 12


def _address_space():
    return int(STATM.read_text().split()[0]) * resource.getpagesize()


@lru_cache
def _engine():
    try:
        return import_module("weasyprint")
    except OSError:
        text = "PDF needs the Pango library on the server. Use the print view meanwhile."
        raise DomainError(text, code="pdf_unavailable", status=503) from None


@lru_cache
def _fonts():
    return import_module("weasyprint.text.fonts").FontConfiguration()


@lru_cache
def _fetcher(*protocols):
    return import_module("weasyprint.urls").URLFetcher(allowed_protocols=set(protocols))


@lru_cache
def _fonts_sheet():
    return _engine().CSS(string=font_faces(), font_config=_fonts(), url_fetcher=_fetcher("file"))


@lru_cache(maxsize=32)
def _sheet(css):
    """Parsed once a look and colour: half of a page's time would go into it."""
    return _engine().CSS(string=css, font_config=_fonts(), url_fetcher=_fetcher("data"))
