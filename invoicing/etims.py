"""What a Kenyan shop got for an invoice from KRA's eTIMS, copied from there: nothing of it is made up here.

Without both the number and the link the paper says nothing of them (LN 64 of 2024; docs/documents.md).
"""

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop

from smartkhata.core.errors import DomainError

FIELDS = ("number", "control_unit", "signed_at", "url")
LONGEST_LINK = 300
_CODE = re.compile(r"[A-Z0-9][A-Z0-9/-]{2,39}")
BOTH = gettext_noop(
    "Copy both from eTIMS, the CU invoice number and the link: the paper names neither alone."
)
BAD_NUMBER = gettext_noop("A CU invoice number looks like KRACU0100000001/25: letters, digits, a slash.")
BAD_UNIT = gettext_noop("A control unit looks like KRACU0100000001: letters and digits.")
BAD_MOMENT = gettext_noop("Enter the day and the time as eTIMS shows them.")
BAD_LINK = gettext_noop("Copy the link behind eTIMS's QR code; it begins with https://etims.kra.go.ke/.")


def checked(said):
    """{field: text} of FIELDS as it is kept, {} for nothing; DomainError by field."""
    kept = {field: str(said.get(field) or "").replace("\x00", "").strip() for field in FIELDS}
    kept |= {field: "".join(kept[field].upper().split()) for field in ("number", "control_unit")}
    if not any(kept.values()):
        return {}
    problems = {field: text for field, text in _problems(kept) if text}
    if problems:
        raise DomainError(next(iter(problems.values())), code="bad_etims", fields=problems)
    return {field: text for field, text in kept.items() if text}


def in_words(said):
    """One line of it, for what is kept of a correction."""
    return " · ".join(said[field] for field in FIELDS if said.get(field))


def _problems(kept):
    yield "number", "" if kept["number"] else BOTH
    yield "number", BAD_NUMBER if kept["number"] and not _CODE.fullmatch(kept["number"]) else ""
    yield (
        "control_unit",
        BAD_UNIT if kept["control_unit"] and not _CODE.fullmatch(kept["control_unit"]) else "",
    )
    yield "signed_at", BAD_MOMENT if kept["signed_at"] and not _is_moment(kept["signed_at"]) else ""
    yield "url", "" if kept["url"] else BOTH
    yield "url", BAD_LINK if kept["url"] and not _is_kras(kept["url"]) else ""


def _is_moment(text):
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_kras(url):
    """Only KRA's own address: a code that leads elsewhere would be a false one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    ours = host == "kra.go.ke" or host.endswith(".kra.go.ke")
    return parts.scheme == "https" and ours and len(url) <= LONGEST_LINK and url.isprintable()
