"""CSV and its cousins, in the encodings that spreadsheets write."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from customers.columns import looks_like_headers
from customers.readers.table import Table, clean_cell, refuse, tabled

_DELIMITERS = ",;\t|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(content: bytes, limit: int) -> Table:
    text = decode(content)
    lines = text.splitlines() or [""]
    declared = lines[0].lower().startswith("sep=") and lines[0][4:5]
    delimiter = declared or guess_delimiter(lines[:50])
    reader = csv.reader(
        io.StringIO("\n".join(lines[1:]) if declared else text, newline=""), delimiter=delimiter
    )
    return tabled("csv", _numbered(reader, 1 if declared else 0), looks_like_headers, limit)


def decode(content: bytes) -> str:
    """By its mark, else UTF-8, else UTF-16 without a mark, else the Western code page of Windows."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(encoding, errors="replace"))
    if encoding := _wide(content[:4000]):
        return _checked(content.decode(encoding, errors="replace"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", errors="replace"))


def guess_delimiter(lines):
    """The one that splits most lines into the same number (above one) of cells."""
    best, score = ",", 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _split(lines, delimiter) if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        if times * width > score:
            best, score = delimiter, times * width
    return best


def _wide(head):
    """UTF-16 without its mark: every other byte of Western text is zero."""
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > len(zeros) / 3:
            return encoding
    return ""


def _checked(text):
    """Text has few control characters; a picture or a program has many."""
    head = text[:4000]
    control = sum(char < " " and char not in "\t\r\n\f" for char in head)
    if control > len(head) / 10 + 1:
        raise refuse(_("This is no CSV, Excel or vCard file."))
    return text.replace("\x00", "")


def _split(lines, delimiter):
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _numbered(reader, skipped):
    try:
        for cells in reader:
            yield reader.line_num + skipped, [clean_cell(cell) for cell in cells]
    except csv.Error as error:
        text = _("Line %(line)s can't be read (%(error)s). A quotation mark may be left open; mend it.") % {
            "line": reader.line_num,
            "error": error,
        }
        raise refuse(text) from None
