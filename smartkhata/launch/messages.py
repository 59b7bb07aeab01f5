"""``python -m smartkhata.launch messages``: every text of the sources into every catalogue.

Babel reads and writes; gettext's own tools are not needed. Texts that left the
sources leave the catalogues too, and nothing is guessed: a new text stands there
untranslated until somebody writes it.
"""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from smartkhata.launch.translations import LOCALE

ROOT = LOCALE.parent
APPS = ("smartkhata", "customers", "invoicing", "notifications", "portal", "analytics")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# An error says its own sentence in the reader's language (core/errors.py): as a literal it needs no mark.
ERRORS = {"DomainError": (1,), "not_found": (1,)}


def update_all():
    """Bring each locale/*/LC_MESSAGES/django.po to the texts of the sources; 0."""
    template = texts()
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = f"# SmartKhata's pages in {catalogue.locale.english_name}."
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, include_lineno=False)
        missing = sum(1 for message in catalogue if message.id and not is_whole(message))
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} to translate")
    return 0


def catalogues():
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def texts():
    """A Catalog of every msgid in the templates and the apps' Python, with its files."""
    found = Catalog(project="SmartKhata", fuzzy=False)
    for path in _sources():
        for line, text, _comments, context in _texts_of(path):
            found.add(text, locations=[(path.relative_to(ROOT).as_posix(), line)], context=context)
    return found


def is_whole(message):
    """Whether it is translated, in every plural form, and not fuzzy."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def _sources():
    templates = (path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
    python = (path for app in APPS for path in (ROOT / app).rglob("*.py") if "tests" not in path.parts)
    return sorted([*templates, *python])


def _texts_of(path):
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    yield from _extracted(source, KEYWORDS)
    if path.suffix == ".py":
        yield from (row for row in _extracted(source, ERRORS) if row[1].endswith("."))


def _extracted(source, keywords):
    return extract("python", BytesIO(source.encode()), keywords, options={"encoding": "utf-8"})
