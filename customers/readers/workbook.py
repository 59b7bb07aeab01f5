"""The first sheet of an Excel workbook. The archive is measured before anything in it is unpacked."""

import io
import zipfile
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl import load_workbook

from customers.columns import looks_like_headers
from customers.readers.table import MAX_COLUMNS, Table, clean_cell, refuse, tabled

MAX_UNPACKED = 150 * 2**20
# Sheets of plain rows pack to a twentieth; a bomb to a thousandth.
MAX_RATIO, MAX_PARTS = 200, 500
_DAMAGED = gettext_noop("This Excel file is damaged. Open it, save it again, and bring that.")


def read_workbook(content: bytes, limit: int) -> Table:
    _measure(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=limit + 30, max_col=MAX_COLUMNS, values_only=True)
        numbered = [(line, [_text(value) for value in cells]) for line, cells in enumerate(rows, start=1)]
    except Exception:  # the library meets broken XML with whatever error comes first
        raise refuse(_DAMAGED) from None
    return tabled("xlsx", numbered, looks_like_headers, limit)


def _measure(content):
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refuse(_DAMAGED) from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(content) or len(parts) > MAX_PARTS:
        raise refuse(_("This Excel file unpacks to far more than it holds. Save it as .csv, and bring that."))


def _text(value):
    """As a person would read the cell: a phone without its .0, a day as 2026-11-20."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return clean_cell(str(value))
