"""A document to HTML and PDF. WeasyPrint is loaded by name, here only: its native libraries may be missing."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from invoicing.documents import qr
from smartkhata.core.errors import DomainError

TEMPLATES = {"invoice": "invoicing/document.html", "receipt": "invoicing/receipt_document.html"}


def render_html(document, kind="invoice"):
    """The page that becomes the PDF, in the document's language."""
    uri = document.get("pay", {}).get("upi_uri")
    context = {"document": document, "qr": qr.png_data_uri(uri) if uri else ""}
    with translation.override(document.get("language") or "en"):
        return render_to_string(TEMPLATES[kind], context)


def render_pdf(document, kind="invoice"):
    """PDF bytes, the same for the same document; DomainError ``pdf_unavailable`` (503) without Pango."""
    engine = _engine()
    page = engine.HTML(string=render_html(document, kind), url_fetcher=_fetcher())
    return page.write_pdf(
        stylesheets=[_stylesheet()], font_config=_fonts(), pdf_identifier=document["number"].encode()
    )


def pdf_available():
    try:
        _engine()
    except DomainError:
        return False
    return True


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
def _stylesheet():
    """Parsed once a process: half of a page's time would go into it."""
    text = (Path(settings.BASE_DIR) / "templates/invoicing/document.css").read_text()
    face = _DEVANAGARI.format(uri=_devanagari().as_uri())
    return _engine().CSS(string=face + text, font_config=_fonts(), url_fetcher=_font_fetcher())


@lru_cache
def _fetcher():
    """A document fetches nothing: only data: URLs that we made ourselves."""
    return import_module("weasyprint.urls").URLFetcher(allowed_protocols={"data"})


@lru_cache
def _font_fetcher():
    """For our own stylesheet, which names our own font file."""
    return import_module("weasyprint.urls").URLFetcher(allowed_protocols={"data", "file"})


def _devanagari():
    """The variable Noto Sans Devanagari of its wheel."""
    package = Path(import_module("fontpkg_noto_sans_devanagari").__file__).parent
    return next(package.rglob("*.ttf"))


_DEVANAGARI = '@font-face {{ font-family: "Khata Devanagari"; src: url("{uri}") }}\n'
