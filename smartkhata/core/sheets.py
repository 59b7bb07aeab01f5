"""Lists as files: CSV and Excel, written while they are read, a short scope for each piece.

A cell that begins like a formula is text (OWASP CSV Injection); a phone with its plus and a negative amount stay
what they are.
"""

import csv
import re
import tempfile
from datetime import date
from decimal import Decimal

from django.http import StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import business_scope

PIECE = 1_000
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(form, *, name, business, rows, columns):
    """The rows as an attachment ``<name>.csv`` or ``.xlsx``; `columns`: [(header, function of a row)].

    Of a queryset it is decided now which rows are meant, and what they say is read in pieces; a list (whose
    rows depend on each other) is read already.
    """
    if form not in _TYPES:
        raise DomainError("Choose csv or xlsx.", code="bad_format", fields={"format": "csv or xlsx"})
    if isinstance(rows, list):
        lines = iter([[value(row) for _header, value in columns] for row in rows])
    else:
        lines = _lines(business.pk, rows, list(rows.values_list("pk", flat=True)), columns)
    headers = [str(header) for header, _value in columns]
    content = _csv(headers, lines) if form == "csv" else _workbook(headers, lines)
    response = StreamingHttpResponse(content, content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store"
    return response


def guarded(text):
    """`text` as a cell of a CSV: what a spreadsheet would compute gets an apostrophe."""
    start = text.lstrip(" ")
    return f"'{text}" if start.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _lines(business_id, rows, keys, columns):
    for piece in _pieces(keys):
        with business_scope(business_id):
            found = {row.pk: row for row in rows.filter(pk__in=piece)}
            lines = [[value(found[key]) for _header, value in columns] for key in piece if key in found]
        yield from lines


def _pieces(keys):
    return (keys[at : at + PIECE] for at in range(0, len(keys), PIECE))


class _Echo:
    def write(self, text):
        return text


def _csv(headers, lines):
    writer = csv.writer(_Echo())
    # The mark lets Excel read Hindi.
    yield "\ufeff" + writer.writerow([guarded(header) for header in headers])
    for line in lines:
        yield writer.writerow([guarded(_plain(value)) for value in line])


def _plain(value):
    if value is None:
        return ""
    return (
        value.isoformat()
        if isinstance(value, date)
        else f"{value:f}"
        if isinstance(value, Decimal)
        else str(value)
    )


def _workbook(headers, lines):
    """Excel's format is an archive, so it rests in a file until it is whole."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("SmartKhata")
    sheet.append(headers)
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while part := file.read(64 * 1024):
            yield part


def _cell(sheet, value):
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value="".join(char for char in value if char >= " " or char in "\n\t"))
    cell.data_type = "s"
    return cell
