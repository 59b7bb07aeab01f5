"""Reading a PDF back as its reader does: text, words with their places, QR codes, fonts."""

import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pytest

from invoicing.documents.render import pdf_available

TOOLS = ("pdftotext", "pdftoppm", "pdffonts", "zbarimg")
needs_pdf = pytest.mark.skipif(
    not pdf_available() and not os.environ.get("REQUIRE_BROWSER"), reason="no Pango on this machine"
)
# CI has them (.ci/run); elsewhere the reason is said: apt-get install poppler-utils zbar-tools.
needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)) and not os.environ.get("CI"), reason=f"needs {', '.join(TOOLS)}"
)


def text_of(pdf):
    """The text as it stands on the page, spaces folded."""
    return re.sub(
        r"[ \xa0]+", " ", _run("pdftotext", "-layout", "-enc", "UTF-8", "-", "-", input=pdf).decode()
    )


def squeezed(text):
    """Without spaces, in one writing of each letter: readers put spaces between the parts of Indian letters."""
    return unicodedata.normalize("NFC", re.sub(r"\s", "", text))


def words_of(pdf):
    """[(page width, right edge, word)] in points."""
    found = []
    for page in _run("pdftotext", "-bbox", "-", "-", input=pdf).decode().split("<page ")[1:]:
        width = float(re.search(r'width="([\d.]+)"', page)[1])
        found += [(width, float(right), word) for right, word in _WORD.findall(page)]
    return found


def qr_codes(pdf):
    """What a phone reads from the pages."""
    with tempfile.TemporaryDirectory() as folder:
        _run("pdftoppm", "-r", "200", "-png", "-", f"{folder}/page", input=pdf)
        pages = sorted(map(str, Path(folder).glob("*.png")))
        return _run("zbarimg", "-q", "--raw", *pages).decode().splitlines()


def fonts_of(pdf):
    return _run("pdffonts", "-", input=pdf).decode()


def size_of(pdf):
    """Width and height of the first page in millimetres."""
    points = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", _run("pdfinfo", "-", input=pdf).decode())
    return tuple(round(float(side) / 72 * 25.4) for side in points.groups())


def _run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


_WORD = re.compile(r'<word xMin="[\d.]+" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>')
