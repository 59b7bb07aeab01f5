"""What a draft said, version by version, and what changed between two of them."""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from invoicing.models import InvoiceTemplate
from invoicing.models.drafts import CONTENT


@dataclass(frozen=True)
class Change:
    """A field, or ``line 2``, as it was and as it is; empty where there was or is none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    version: int
    content: dict
    at: datetime
    by_id: object


def versions_of(draft):
    """What the draft says now and said before, newest first."""
    now = {field: getattr(draft, field) for field in CONTENT}
    rows = [
        Version(row.version, row.content, row.at, row.by_id) for row in draft.versions.order_by("-version")
    ]
    return [Version(draft.version, now, draft.updated_at, None), *rows]


def is_touched(draft):
    """Whether a person has saved it since a machine wrote it."""
    return draft.version > 1 and draft.versions.exclude(by_id=None).exists()


def changes(before, after):
    """The Changes between the contents of two versions."""
    for field in CONTENT:
        was, now = before.get(field), after.get(field)
        if field != "lines" and _text(was) != _text(now):
            yield Change(field, _shown(field, was), _shown(field, now))
    old, new = ([line_text(row) for row in content.get("lines", [])] for content in (before, after))
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from _line_changes(old[a:b], new[c:d], first=min(a, c) + 1)


def line_text(row):
    """``Rice, 3 kg × 40.00 − 5.00``"""
    unit = f" {row['unit']}" if row["unit"] else ""
    text = f"{row['description']}, {row['quantity'] or '?'}{unit} × {row['rate'] or '?'}"
    more = [f"− {row['discount']}"] if float(row["discount"]) else []
    more += [f"tax {row['tax_rate']} %"] if row["tax_rate"] is not None else []
    return " ".join([text, *more])


def _line_changes(old, new, first):
    for at in range(max(len(old), len(new))):
        yield Change(f"line {first + at}", old[at] if at < len(old) else "", new[at] if at < len(new) else "")


def _shown(field, value):
    if field == "template_id" and value:
        return InvoiceTemplate.objects.values_list("name", flat=True).get(pk=value)
    return _text(value)


def _text(value):
    return "" if value is None else str(value)
