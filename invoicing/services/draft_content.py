"""What a draft says, from whoever says it: checked, and as it is stored."""

import uuid
from datetime import date

from django.utils.translation import gettext as _

from invoicing.lines import clean_lines
from invoicing.models import InvoiceTemplate
from invoicing.models.drafts import CONTENT
from smartkhata.core import countries, money
from smartkhata.core.errors import DomainError, not_found


def clean_content(content):
    """The content of a draft as it is stored, from what a person, a program or an old version says."""
    unknown = set(content) - set(CONTENT)
    if unknown:
        raise TypeError(f"unknown content of a draft: {sorted(unknown)}")
    values = dict(content)
    if "lines" in values:
        values["lines"] = clean_lines(values["lines"])
    problems = _unknown_place(values.get("place_of_supply"))
    for field in {"discount", "delivery_charge"} & set(values):
        values[field] = money.to_amount(values[field] or 0)
        if values[field] < 0:
            problems[field] = _("Enter an amount of 0 or more.")
    for field, longest in {"reference": 60, "place_reason": 120, "ship_to": 500, "notes": 2000}.items():
        if field in values:
            values[field] = str(values[field] or "").replace("\x00", "").strip()[:longest]
    for field in {"issued_on", "due_on"} & set(values):
        if isinstance(values[field], str):
            values[field] = date.fromisoformat(values[field])
    if "template_id" in values:
        values["template_id"] = _template(values["template_id"])
    if problems:
        raise DomainError(next(iter(problems.values())), code="bad_draft", fields=problems)
    return values


def typed_content(draft, content):
    """The content as a save would store it over `draft`."""
    values = clean_content(content)
    return values | ({"lines": still_found(values["lines"], draft.lines)} if "lines" in values else {})


def still_found(lines, before):
    """A rate that was typed over no longer comes from where the old one did."""
    found = {(row.get("source"), row["rate"]) for row in before}
    return [
        row if not row["source"] or (row["source"], row["rate"]) in found else {**row, "source": ""}
        for row in lines
    ]


def _unknown_place(code):
    if not code or any(code in country.states for country in countries.all_countries()):
        return {}
    return {"place_of_supply": _("Name the State by its code of two digits, for example 27.")}


def _template(pk):
    """The id of a template of the shop; None for "as usual"."""
    if not pk:
        return None
    pk = uuid.UUID(str(pk))
    if not InvoiceTemplate.objects.filter(pk=pk).exists():
        raise not_found("This template was not found.")
    return pk
