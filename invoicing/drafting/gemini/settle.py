"""Two readings of one sentence. The built-in drafter's numbers stand; Gemini may fill what it left open."""

from dataclasses import replace

from django.utils.translation import gettext as _

from invoicing.drafting import review
from invoicing.drafting.history import price_of, same_thing
from invoicing.drafting.local import figures_said
from invoicing.drafting.proposal import ProposedLine
from smartkhata.core.money import half_up

# These say something about the whole; the lines were read.
_OF_THE_WHOLE = {"prompt_injection", "absurd_amount", "tax_conflict", "ambiguous_due"}


def settled(local, answer, job):
    """Local lines where they were read, flagged with both readings where Gemini differs; else Gemini's, checked."""
    name = f"{answer.model} and local"
    if not set(review.blocking(local.flags)) - _OF_THE_WHOLE:
        differing = tuple(_differences(local.lines, answer.lines))
        flags = (*local.flags, "readings_differ") if differing else local.flags
        confidence = review.confidence(local.lines, flags)
        return replace(
            local,
            drafter=name,
            flags=flags,
            suggestions=(*differing, *local.suggestions),
            confidence=confidence,
        )
    lines = tuple(line for line in (_checked(told, job) for told in answer.lines) if line)
    if not lines or len(lines) < len(local.lines):
        return replace(local, drafter=name)
    # What was unclear to one reader stays a question, even if the other has an answer.
    flags = set(local.flags)
    flags |= {"needs_rate"} if any(line.rate is None for line in lines) else set()
    flags |= {"needs_quantity"} if any(line.quantity is None for line in lines) else set()
    flags = tuple(dict.fromkeys((*sorted(flags), *review.flags_of(lines, job.context, known=flags))))
    return replace(
        local,
        lines=lines,
        drafter=name,
        flags=flags,
        suggestions=tuple(review.suggestions(lines, flags)),
        confidence=review.confidence(lines, flags),
    )


def _differences(lines, answered):
    """In words, both readings of each line whose numbers are not the same."""
    left = list(answered)
    for line in lines:
        at = next(
            (at for at, told in enumerate(left) if (told[1], told[3]) == (line.quantity, line.rate)), None
        )
        if at is None and line.source != "prompt":
            # The rate is ours, from an earlier invoice; only the quantity was said.
            at = next((at for at, told in enumerate(left) if told[1] in (line.quantity, None)), None)
        if at is not None:
            left.pop(at)
            continue
        other = next((told for told in left if same_thing(line.description, told[0])), None)
        ours = {"what": line.description, "quantity": _shown(line.quantity), "rate": _shown(line.rate)}
        if other is None:
            text = _("%(what)s: read as %(quantity)s at %(rate)s, Gemini read nothing of it. Check it.")
            yield text % ours
            continue
        left.remove(other)
        text = _("%(what)s: read as %(quantity)s at %(rate)s, Gemini read %(other)s at %(price)s. Check it.")
        yield text % {**ours, "other": _shown(other[1]), "price": _shown(other[3])}
    if left:
        text = _("Gemini read %(n)s more than stand here. Check that nothing is missing.")
        yield text % {"n": len(left)}


def _shown(number):
    return "?" if number is None else f"{number.normalize():f}"


def _checked(told, job):
    """A told line with only the numbers that the sentence or the history has; None when its words are invented."""
    description, quantity, unit, rate = told
    said = figures_said(job.prompt, job.context)
    if not _is_said(description, job):
        return None
    seen = price_of(description, "" if unit == "piece" else unit, job.context)
    source = "prompt"
    if rate is not None and (rate not in said or rate != half_up(rate)):
        rate = None
    if rate is None and seen:
        rate, unit, source = seen.rate, seen.unit, f"{seen.invoice_number} of {seen.on:%d %b %Y}"
    if quantity is not None and quantity not in said and quantity != 1:
        quantity = None
    if quantity == 0:
        quantity = None
    return ProposedLine(description[:1].upper() + description[1:120], quantity, unit[:20], rate, source)


def _is_said(description, job):
    """Every word of it stands in the sentence or in what was billed before: no other customer's name comes in."""
    known = f"{job.prompt} {' '.join(price.description for price in job.context.price_history)}".casefold()
    words = [word for word in "".join(c if c.isalnum() else " " for c in description.casefold()).split()]
    return bool(words) and all(word in known for word in words)
