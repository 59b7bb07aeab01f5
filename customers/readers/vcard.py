"""vCard 2.1, 3.0 and 4.0 as phones export them: one card is one row."""

import quopri
import re

from django.utils.translation import gettext as _

from customers.readers.delimited import decode
from customers.readers.table import MAX_ROWS, Table, clean_cell, refuse, too_long

HEADERS = [
    "Name", "Phone", "Second phone", "E-mail", "Second e-mail", "Company",
    "Street", "City", "State", "Postal code", "Country", "Notes",
]  # fmt: skip
_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?P<parameters>(?:;[^:]*)?):(?P<value>.*)", re.DOTALL
)
_ESCAPED = re.compile(r"\\([\\;,nN:])")


def read_cards(content: bytes, limit: int) -> Table:
    rows, lines, card = [], [], None
    for number, line in _unfolded(decode(content)):
        upper = line.strip().upper()
        if upper == "BEGIN:VCARD":
            card, began = {}, number
        elif upper == "END:VCARD" and card is not None:
            if row := _row(card):
                rows.append(row)
                lines.append(began)
            card = None
        elif card is not None:
            _take(card, line)
        if len(rows) > MAX_ROWS:
            raise too_long()
        if len(rows) == limit < MAX_ROWS:
            break
    if not rows:
        raise refuse(_("There is no contact with a name or a phone in this file."))
    return Table("vcard", list(HEADERS), rows, lines)


def _unfolded(text):
    """(number, line): a line that begins with a space goes on; in quoted-printable one that ends with = does."""
    began, held = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line[:1] in (" ", "\t"):
            held += line[1:]
        elif held.endswith("=") and "QUOTED-PRINTABLE" in held.upper():
            held = held[:-1] + line
        else:
            if held:
                yield began, held
            began, held = number, line
    if held:
        yield began, held


def _take(card, line):
    found = _PROPERTY.fullmatch(line)
    if not found:
        return
    value, parameters = found["value"], found["parameters"].upper()
    if "QUOTED-PRINTABLE" in parameters:
        value = quopri.decodestring(value.encode("latin-1", "replace")).decode("utf-8", "replace")
    card.setdefault(found["name"].upper(), []).append(value)


def _row(card):
    def first(name):
        return card.get(name, [""])[0]

    surname, given, *others = [*_parts(first("N")), "", "", ""]
    name = _plain(first("FN")) or " ".join(filter(None, (given, others[0], surname)))
    phones = [_plain(value).removeprefix("tel:") for value in card.get("TEL", [])]
    mails = [_plain(value) for value in card.get("EMAIL", [])]
    company = " ".join(filter(None, _parts(first("ORG"))))
    box, more, street, city, state, postal_code, country, *_rest = [*_parts(first("ADR")), *[""] * 7]
    if not (name or company or phones):
        return None
    return [clean_cell(cell) for cell in (
        name or company, *_two(phones), *_two(mails), company,
        " ".join(filter(None, (box, more, street))), city, state, postal_code, country, _plain(first("NOTE")),
    )]  # fmt: skip


def _two(values):
    return (*values, "", "")[:2]


def _parts(value):
    """The fields between semicolons that are not escaped."""
    return [_plain(part).strip() for part in re.split(r"(?<!\\);", value)]


def _plain(value):
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
