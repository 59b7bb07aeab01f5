"""Files of other books as tables of text: CSV, XLSX and vCard. Knows neither khata nor database."""

from django.utils.translation import gettext as _

from customers.readers.delimited import read_delimited
from customers.readers.table import MAX_BYTES, MAX_ROWS, Table, refuse
from customers.readers.vcard import read_cards
from customers.readers.workbook import read_workbook

__all__ = ["MAX_BYTES", "MAX_ROWS", "Table", "read"]

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read(content: bytes, *, limit=MAX_ROWS) -> Table:
    """The table in a file, by what is in it and not by its name; DomainError ``bad_file`` says what to do.

    With a `limit` below MAX_ROWS only the beginning is read.
    """
    if not content.strip():
        raise refuse(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise refuse(
            _("The file is larger than %(n)s MB. Split it, and bring in the parts.")
            % {"n": MAX_BYTES // 2**20}
        )
    if content.startswith(_ZIP):
        return read_workbook(content, limit)
    if content.startswith(_OLD_OFFICE):
        raise refuse(_("This is an old Excel file. Open it, save it as .xlsx or .csv, and bring that."))
    if content.startswith(_PDF):
        raise refuse(_("This is a PDF. Export CSV or Excel from your old book instead."))
    if b"BEGIN:VCARD" in content[:2000].upper():
        return read_cards(content, limit)
    return read_delimited(content, limit)
