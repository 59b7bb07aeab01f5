"""What every reader gives: headers, and rows of text."""

from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from smartkhata.core.errors import DomainError

MAX_BYTES = 10 * 2**20
MAX_ROWS = 100_000
MAX_COLUMNS = 100
LONGEST_CELL = 5_000


@dataclass(frozen=True)
class Table:
    """`rows` are as wide as `headers`; `lines` are their line (or card) numbers in the file, from 1."""

    form: str
    headers: list[str]
    rows: list[list[str]]
    lines: list[int]


def tabled(form, numbered, is_header, limit):
    """A Table of (line, cells), at most `limit` rows of it.

    The first line for which `is_header` is true (of the first ten) has the headers. Without such a line the
    columns are called A, B, C, as in a spreadsheet.
    """
    some = ((line, cells) for line, cells in numbered if any(cells))
    # The ten first lines may be headers, and one more tells that there are too many.
    filled = list(islice(some, limit + 11))
    if not filled:
        raise refuse(_("There is nothing in the file."))
    at = next((at for at, (_, cells) in enumerate(filled[:10]) if is_header(cells)), None)
    body = filled if at is None else filled[at + 1 :]
    if len(body) > MAX_ROWS:
        raise too_long()
    body = body[:limit]
    width = min(max((len(cells) for _, cells in body), default=0), MAX_COLUMNS)
    headers = [letters(n) for n in range(width)] if at is None else filled[at][1][:MAX_COLUMNS]
    width = max(width, len(headers))
    headers += [letters(n) for n in range(len(headers), width)]
    rows = [cells[:width] + [""] * (width - len(cells)) for _, cells in body]
    return Table(form, headers, rows, [line for line, _ in body])


def clean_cell(text):
    """One cell as plain text: no control characters, no spaces round it, no book in it."""
    if not text.isascii():
        # Half a character is no text that a database takes.
        text = text.encode("utf-8", "ignore").decode().replace("\u00a0", " ")
    return text.replace("\x00", "").strip()[:LONGEST_CELL]


def letters(number):
    """0 -> A, 25 -> Z, 26 -> AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def too_long():
    return refuse(
        _("The file has more than %(n)s rows. Split it, and bring in the parts.")
        % {"n": format(MAX_ROWS, ",")}
    )


def refuse(text):
    return DomainError(text, code="bad_file", fields={"file": text})
