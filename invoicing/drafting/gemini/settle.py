"""Two readings of one sentence. The built-in drafter's numbers stand; Gemini may fill what it left open."""

from dataclasses import replace

from django.utils.translation import gettext as _

from invoicing.drafting import review
from invoicing.drafting.history import same_thing
from invoicing.drafting.local import figures_said
from invoicing.drafting.proposal import ProposedLine
from smartkhata.core.money import half_up


def settled(local, answer, job):
    """Every local line with quantity and rate stands; Gemini fills the open ones with figures nobody else uses.

    What it filled and where the readings differ is told with both numbers, under a flag that no saving drops.
    """
    lines, told, left = _filled(local, answer.lines, job)
    closed = [line for line in local.lines if None not in (line.quantity, line.rate)]
    differing = (*told, *_differences(closed, left))
    # What was unclear to one reader stays a question, even if the other has an answer.
    flags = [*local.flags, *review.flags_of(lines, job.context, known=local.flags)]
    flags += ["needs_quantity"] if not local.lines and any(line.quantity is None for line in lines) else []
    flags += ["readings_differ"] if differing else []
    return replace(
        local,
        lines=lines,
        drafter=f"{answer.model} and local",
        flags=tuple(dict.fromkeys(flags)),
        suggestions=(*differing, *local.suggestions),
        confidence=review.confidence(lines, flags),
    )


def _filled(local, answered, job):
    """(lines, what Gemini filled in words, the answered lines that were not used for it)."""
    spent, left, told, lines = _spent(local), list(answered), [], []
    rows = local.lines or _named(answered, job)
    for line in rows:
        if None in (line.quantity, line.rate) and (other := _of_this(line, left, local.lines)):
            left.remove(other)
            line, words = _completed(line, other, figures_said(job.prompt, job.context) - spent)
            spent |= {line.quantity, line.rate}
            told += words
        lines.append(line)
    return tuple(lines), told, left


def _spent(local):
    """The figures that say something already: a line's numbers, what is off, in how many days it is due."""
    numbers = {number for line in local.lines for number in (line.quantity, line.rate)}
    return numbers | {local.discount, local.discount_percent, local.due_in_days}


def _named(answered, job):
    """Open lines for a sentence in which the local drafter found none."""
    return tuple(
        ProposedLine(description[:1].upper() + description[1:120], None, unit[:20], None)
        for description, _quantity, unit, _rate in answered
        if _is_said(description, job)
    )


def _of_this(line, answered, lines):
    """The answer to an open line: of the same thing, and not the reading of a line that needs none."""
    closed = {(row.quantity, row.rate) for row in lines if None not in (row.quantity, row.rate)}
    return next(
        (
            told
            for told in answered
            if same_thing(line.description, told[0]) and (told[1], told[3]) not in closed
        ),
        None,
    )


def _completed(line, told, free):
    """The line with what Gemini may fill in, and that in words."""
    _description, quantity, _unit, rate = told
    words = []
    if line.quantity is None and quantity and (quantity in free or quantity == 1):
        line = replace(line, quantity=quantity)
        text = _("%(what)s: the quantity %(number)s is Gemini's reading. Check it.")
        words.append(text % {"what": line.description, "number": _shown(quantity)})
    if line.rate is None and rate in free - {line.quantity} and rate == half_up(rate):
        line = replace(line, rate=rate, source=review.GEMINI)
        text = _("%(what)s: the rate %(number)s is Gemini's reading. Check it.")
        words.append(text % {"what": line.description, "number": _shown(rate)})
    return line, words


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


def _is_said(description, job):
    """Every word of it stands in the sentence or in what was billed before: no other customer's name comes in."""
    known = f"{job.prompt} {' '.join(price.description for price in job.context.price_history)}".casefold()
    words = [word for word in "".join(c if c.isalnum() else " " for c in description.casefold()).split()]
    return bool(words) and all(word in known for word in words)
