"""Keep talking about a draft: "make it 4 months", "10% off", "add delivery 500"."""

import re
from dataclasses import replace
from decimal import Decimal

from invoicing.drafting import review
from invoicing.drafting.history import same_thing
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import LastLine, Proposal, ProposedLine

# The sentence that the local drafter reads: what stands in the draft, then what is said about it.
_ASKED = "same as last time. {}"
_CHANGING = "same as last time. no, {}"
_OPEN = Decimal(0)


_REMOVE = re.compile(
    r"\s*(?:please\s+)?(?:remove|delete|drop|take\s+out|ondoa|hata\s?do|hatao|nikalo)\s+(?:the\s+)?(?P<front>.+)"
    r"|\s*(?P<behind>.+?)\s+(?:hatao|hata\s+do|nikal\s+do|हटाओ|हटा\s+दो)\s*",
    re.IGNORECASE,
)


def revised(job):
    """The draft's lines with what the correction says; lines that it does not touch keep what a person typed."""
    removal = _REMOVE.fullmatch(job.correction)
    if removal:
        return _without(removal["front"] or removal["behind"], job)
    lines = [_seen(row) for row in job.lines]
    context = replace(job.context, last_lines=tuple(lines))
    readings = [LocalDrafter().propose(form.format(job.correction), context) for form in (_CHANGING, _ASKED)]
    proposal = min(readings, key=lambda reading: len(review.blocking(reading.flags)))
    shown = tuple(
        _kept(line, job.lines[at] if at < len(job.lines) else None) for at, line in enumerate(proposal.lines)
    )
    before = tuple(_kept(line, row) for line, row in zip(map(_proposed, lines), job.lines, strict=True))
    flags = set(proposal.flags) - {"from_last_invoice"}
    if shown == before and not _tells_terms(proposal):
        flags.add("ambiguous")
    return _reviewed(replace(proposal, lines=shown), flags, job)


def _tells_terms(proposal):
    off = proposal.discount or proposal.discount_percent
    return off or proposal.due_in_days is not None or proposal.tax_inclusive


def _reviewed(proposal, flags, job):
    """The proposal under its own flags and what stays open of the draft's."""
    flags = flags | _still_open(proposal, job) | _of_numbers(proposal.lines, job.context)
    return replace(
        proposal,
        flags=tuple(sorted(flags)),
        suggestions=tuple(review.suggestions(proposal.lines, flags)),
        confidence=review.confidence(proposal.lines, flags),
    )


def _still_open(proposal, job):
    """The draft's blocking flags without those that the change answers; what is in doubt stays for a person."""
    answered = set(_NUMBERS)
    complete = all(None not in (line.quantity, line.rate) for line in proposal.lines)
    if proposal.lines and complete and any(None in (row["quantity"], row["rate"]) for row in job.lines):
        answered |= {"ambiguous"}
    if proposal.lines:
        answered |= {"needs_context"}
    if complete:
        answered |= {"negative_quantity", "zero_quantity", "discount_waits"}
    if proposal.due_in_days is not None:
        answered |= {"ambiguous_due"}
    return set(review.blocking(job.flags)) - answered


# These follow from the numbers as they stand now.
_NUMBERS = ("needs_rate", "needs_quantity", "absurd_amount")


def _of_numbers(lines, context):
    found = {"absurd_amount"} & set(review.flags_of(lines, context))
    for field in ("rate", "quantity"):
        found |= {f"needs_{field}"} if any(getattr(line, field) is None for line in lines) else set()
    return found


def _without(what, job):
    """The draft without the lines that are named; a question when none is."""
    rows = [row for row in job.lines if not same_thing(what, row["description"])]
    flags = {"ambiguous"} if len(rows) == len(job.lines) else set() if rows else {"needs_context"}
    lines = tuple(_kept(_proposed(_seen(row)), row) for row in rows)
    return _reviewed(Proposal(lines, LocalDrafter.name), flags, job)


def _seen(row):
    """A draft's row as a line of a last invoice; what is still open counts as 0 and comes back open."""
    return LastLine(
        row["description"], Decimal(row["quantity"] or _OPEN), row["unit"], Decimal(row["rate"] or _OPEN)
    )


def _proposed(line):
    return ProposedLine(line.description, line.quantity, line.unit, line.rate, "last invoice")


def _kept(line, row):
    """An untouched number keeps where it came from; tax, discount and HSN of the row stay."""
    if row is None or row["description"] != line.description:
        return line
    untouched = line.rate == Decimal(row["rate"] or _OPEN)
    return replace(
        line,
        quantity=None if row["quantity"] is None and not line.quantity else line.quantity,
        rate=None if row["rate"] is None and not line.rate else line.rate,
        source=row.get("source", "") if untouched else "prompt",
        kept={
            key: row[key] for key in ("discount", "tax_rate", "hsn", "tax_code") if row.get(key) is not None
        },
    )
