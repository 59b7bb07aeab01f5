"""One way for every drafter: read the sentence, let Gemini read it too when there is a key, settle, review."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from invoicing.drafting import checks, gemini, revision
from invoicing.drafting.gemini import GeminiFailed, settle
from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context, Proposal


@dataclass(frozen=True)
class Job:
    """`lines` are the draft's rows when `correction` speaks about them; `secrets` never leave the machine."""

    prompt: str
    context: Context
    correction: str = ""
    lines: tuple = ()
    secrets: tuple = ()


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
        return Written(checks.looked_at(revision.revised(job), job.context))
    local = LocalDrafter().propose(job.prompt, job.context)
    if not gemini.is_wanted():
        return Written(checks.looked_at(local, job.context))
    try:
        answer = gemini.ask(job)
    except GeminiFailed as failure:
        said = f"Gemini did not help ({failure}), so the built-in drafter wrote this."
        proposal = replace(local, suggestions=(*local.suggestions, said))
        return Written(checks.looked_at(proposal, job.context), fallback=str(failure))
    proposal = settle.settled(local, answer, job)
    return Written(
        checks.looked_at(proposal, job.context),
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        cost_usd=answer.cost_usd,
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
