"""What a sentence said -> a Proposal. A rate that it does not say comes from the history or stays open."""

import re
from dataclasses import replace

from invoicing.drafting import review
from invoicing.drafting.history import price_of
from invoicing.drafting.local import items, naming
from invoicing.drafting.local.sentence import Sentence
from invoicing.drafting.local.units import FEW, HOLDERS, MEASURED, SERVED, converted
from invoicing.drafting.proposal import Proposal, ProposedLine
from smartkhata.core.money import half_up


class LocalDrafter:
    """Reads plain English. What it can't read stays empty and is flagged; it never invents a number."""

    name = "local"

    def propose(self, prompt, context):
        sentence = Sentence(context)
        sentence.read(prompt)
        lines = tuple(_line(item, context, sentence.flags) for item in sentence.items)
        _check_discount(sentence, lines)
        flags = [*sorted(sentence.flags), *review.flags_of(lines, context, known=sentence.flags)]
        return Proposal(
            lines=lines,
            drafter=self.name,
            discount=half_up(sentence.discount),
            discount_percent=sentence.discount_percent,
            tax_inclusive=sentence.tax_inclusive,
            due_in_days=sentence.due_in_days,
            notes="; ".join(sentence.notes),
            flags=tuple(dict.fromkeys(flags)),
            suggestions=tuple(review.suggestions(lines, flags)),
            confidence=review.confidence(lines, flags),
        )


def _line(item, context, flags):
    """One proposed line; what is unclear about it joins `flags`."""
    if _too_fine(item):
        item.flags.add("ambiguous")
        item.rate = None
    flags |= item.flags
    line = ProposedLine(_described(item), item.quantity, item.unit, item.rate)
    if counted := _counted_after_all(item, context):
        return replace(
            line, quantity=item.rate, unit=counted.unit or "piece", rate=counted.rate, source=_source(counted)
        )
    if item.rate is not None:
        return replace(line, source=item.source)
    if "ambiguous" in item.flags:
        return line
    unit = "" if item.unit == "piece" and not item.unit_said else item.unit
    seen = price_of(item.description, unit, context)
    if not seen and item.unit in SERVED:
        # "keratin for two people", billed by the piece before.
        seen = price_of(item.description, "", context)
    if not seen and (turned := _in_billed_unit(line, item, context)):
        flags.add("unit_converted")
        return turned
    if seen:
        if item.doubtful:
            flags.add("ambiguous")
            return line
        if not unit and item.unit and seen.unit in MEASURED | HOLDERS:
            # "500 sugar", billed by the kilo before: 500 of what?
            flags.add("ambiguous")
            return replace(line, quantity=None, unit="")
        return replace(line, unit=unit or seen.unit or item.unit, rate=seen.rate, source=_source(seen))
    if _counts_or_costs(item):
        flags.add("ambiguous")
        return replace(line, quantity=None, unit="")
    return line


def _in_billed_unit(line, item, context):
    """ "binding wire 2 quintal", billed by the kilo before: 200 kilos; None where it does not come out even."""
    seen = price_of(item.description, "", context) if item.unit and not item.doubtful else None
    told = converted(item.quantity or 0, item.unit, seen.unit) if seen else None
    return (
        replace(line, quantity=told, unit=seen.unit, rate=seen.rate, source=_source(seen)) if told else None
    )


def _source(seen):
    return f"{seen.invoice_number} of {seen.on:%d %b %Y}"


def _counted_after_all(item, context):
    """ "mandazi 60", and a mandazi was 15 before: sixty of them. None where the number is a price."""
    bare = item.bare is not None and item.rate == item.bare and item.quantity == 1 and not item.unit_said
    if not bare or not naming.plural(item.description) or item.bare != int(item.bare) or item.flags:
        return None
    seen = price_of(item.description, "", context)
    far = seen and max(seen.rate / item.bare, item.bare / seen.rate) >= _FAR if seen and seen.rate else False
    return seen if far else None


# A price does not move so much between two invoices.
_FAR = 2


def _described(item):
    """A lot names what its count counts: "3 piece chairs"."""
    return re.sub(r"^(\S+)", rf"\1 {item.lot_unit}", item.description) if item.lot_unit else item.description


def _too_fine(item):
    """A rate of 0.125 or 0.0005 kg would be rounded when kept, and the total with it."""
    quantity, rate = item.quantity or 0, item.rate or 0
    return quantity != half_up(quantity, 3) or rate != half_up(rate)


def _counts_or_costs(item):
    """ "500 sugar": five hundred of what, or for how much? "6 solar panels" is clear."""
    bare = (
        "quantity" in item.told
        and item.unit == "piece"
        and not item.unit_said
        and (item.quantity or 0) >= FEW
    )
    return bare and not item.clear_count and not naming.plural(item.description)


def _check_discount(sentence, lines):
    """More off than there is was misread."""
    known = [line for line in lines if None not in (line.quantity, line.rate)]
    if len(known) == len(lines) and sentence.discount > sum(line.quantity * line.rate for line in known):
        sentence.discount = items.NOTHING
        sentence.flags.add("ambiguous")
