"""One way for every drafter: read the sentence, let Gemini read it too when there is a key, settle, review."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from invoicing.drafting import checks, gemini, review, revision
from invoicing.drafting.gemini import GeminiFailed, settle
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context, Proposal

MOST_LINES, MOST_OF_ONE, HIGHEST_RATE = 200, Decimal(9_999_999), Decimal(9_999_999_999)


@dataclass(frozen=True)
class Job:
    """`lines` and `flags` are the draft's when `correction` speaks about them; `secrets` never leave the machine.

    `habits`: the context with the history, for the second look, where the drafter may not read it. `alone`: without
    Gemini.
    """

    prompt: str
    context: Context
    correction: str = ""
    lines: tuple = ()
    flags: tuple = ()
    secrets: tuple = ()
    habits: Context | None = None
    alone: bool = False


@dataclass(frozen=True)
class Written:
    """`fallback`: why Gemini did not help, in words; empty when it did or was not asked."""

    proposal: Proposal
    fallback: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: Decimal = field(default=Decimal(0))


def write(job):
    """The proposal of a job. No total comes from a drafter, and every number from the sentence or the history."""
    if job.correction:
        return Written(_looked_at(revision.revised(job), job))
    local = LocalDrafter().propose(job.prompt, job.context)
    if not gemini.is_wanted():
        return Written(_looked_at(local, job))
    try:
        answer = _asked(job)
    except GeminiFailed as failure:
        said = _("Gemini did not help (%(why)s), so the built-in drafter wrote this.") % {
            "why": _(str(failure))
        }
        proposal = replace(local, suggestions=(*local.suggestions, said))
        return Written(_looked_at(proposal, job), str(failure), *failure.usage)
    proposal = settle.settled(local, answer, job)
    return Written(
        _looked_at(proposal, job),
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        cost_usd=answer.cost_usd,
    )


def _asked(job):
    if job.alone:
        raise GeminiFailed(gettext_noop("it took too long"))
    return gemini.ask(job)


def _looked_at(proposal, job):
    """Reviewed and fit to be kept; the confidence is that of all its flags."""
    kept = _storable(checks.looked_at(proposal, job.habits or job.context))
    return replace(kept, confidence=review.confidence(kept.lines, kept.flags))


def _storable(proposal):
    """A number beyond what a line can hold becomes a question instead of a draft that can't be kept."""
    lines, flags = [], set(proposal.flags)
    for line in proposal.lines[:MOST_LINES]:
        if line.quantity is not None and line.quantity > MOST_OF_ONE:
            line, flags = replace(line, quantity=None), flags | {"needs_quantity"}
        if line.rate is not None and line.rate > HIGHEST_RATE:
            line, flags = replace(line, rate=None), flags | {"needs_rate"}
        lines.append(line)
    if len(lines) < len(proposal.lines):
        flags.add("ambiguous")
    return replace(
        proposal, lines=tuple(lines), flags=tuple(dict.fromkeys((*proposal.flags, *sorted(flags))))
    )


def as_rows(lines):
    """Proposed lines as a draft takes them."""
    return [
        {
            "description": line.description,
            "quantity": line.quantity,
            "unit": line.unit,
            "rate": line.rate,
            "source": line.source,
            **line.kept,
        }
        for line in lines
    ]
