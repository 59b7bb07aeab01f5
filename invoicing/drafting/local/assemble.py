"""Item clauses -> proposed lines. A number is used only where the clause says what it is."""

import re
from decimal import Decimal

from invoicing.drafting import review
from invoicing.drafting.local import numbers
from invoicing.drafting.local.clauses import read
from invoicing.drafting.local.units import PATTERN, unit_of
from invoicing.drafting.proposal import Proposal, ProposedLine
from smartkhata.core.money import half_up

_AT = r"(?:@|\bat\b|\bfor\b|\bof\b|=|\brate\b|\bcosting\b|-|:)"
_PER = rf"(?:\s*(?P<per>each|apiece|(?:/|per\s+|an?\s+)(?:{PATTERN}|item|one)\b|only|monthly|hourly|daily))?"
_TOTAL = r"(?P<total>\s*(?:in\s+total|total|altogether|for\s+all|lump\s*sum))?"
_RATE = re.compile(rf"\s*{_AT}?\s*{numbers.pattern('r')}{_PER}{_TOTAL}\s*$", re.IGNORECASE)
_QUANTITY = re.compile(
    rf"^{numbers.pattern('q')}\s*(?:x\s+|(?P<unit>{PATTERN})\b\.?\s*)?(?:of\s+|for\s+)?", re.IGNORECASE
)
_TRAILING_QUANTITY = re.compile(
    rf"\s+(?:for\s+)?{numbers.pattern('q')}\s*(?P<unit>{PATTERN})\s*$", re.IGNORECASE
)
_LEADING_RATE = re.compile(rf"^{numbers.pattern('r')}\s+(?:for|of)\s+(?P<rest>.*)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:of|for|the|some|supply of)\s+", re.IGNORECASE)


class LocalDrafter:
    """Reads plain English. What it can't read stays empty and is flagged; it never invents a number."""

    name = "local"

    def propose(self, prompt, context):
        sentence = read(prompt, context.today)
        lines = tuple(line for clause in sentence.items if (line := _line(clause, context)))
        flags = dict.fromkeys(review.flags_of(lines, context))
        if not lines:
            flags["needs_context"] = None
        if sentence.tells_the_machine:
            flags["prompt_injection"] = None
        if sentence.currencies - {context.currency}:
            flags["currency_mismatch"] = None
        return Proposal(
            lines=lines,
            drafter=self.name,
            discount=half_up(sentence.discount),
            discount_percent=sentence.discount_percent,
            tax_inclusive=sentence.tax_inclusive,
            due_in_days=sentence.due_in_days,
            flags=tuple(flags),
            suggestions=tuple(review.suggestions(lines, flags)),
            confidence=review.confidence(lines, flags),
        )


def _line(clause, context):
    """One clause as a line, or None when it names nothing."""
    rest, rate, per, is_total = _take_rate(clause)
    quantity, unit, rest = _take_quantity(rest)
    if rate is not None and quantity is not None and not rest.strip() and not per:
        return None
    description = _description(rest)
    if not description:
        return None
    unit = unit or unit_of(re.sub(r"^(?:/|per|an?)\s*", "", per or "", flags=re.IGNORECASE))
    quantity = quantity or Decimal(1)
    if rate is None:
        rate, source = _from_history(description, unit, context)
        return ProposedLine(description, quantity, unit, rate, source)
    return ProposedLine(description, quantity, unit, half_up(rate / quantity if is_total else rate), "prompt")


def _take_rate(clause):
    """(what is left, rate or None, per what, whether it is the price of all)."""
    if (match := _LEADING_RATE.match(clause)) and not unit_of(match["rest"].split(" ")[0]):
        return match["rest"], numbers.value(match, "r"), None, False
    match = _RATE.search(clause)
    if not match or not match.start() and not match["per"]:
        return clause, None, None, False
    return clause[: match.start()], numbers.value(match, "r"), match["per"], bool(match["total"])


def _take_quantity(text):
    match = _QUANTITY.match(text.strip())
    if not match and (match := _TRAILING_QUANTITY.search(text)):
        return numbers.value(match, "q"), unit_of(match["unit"]), text[: match.start()]
    if not match:
        return None, "", text
    return numbers.value(match, "q"), unit_of(match["unit"] or ""), text.strip()[match.end() :]


def _description(text):
    text = _ARTICLE.sub("", text.strip(" ,.;:-@")).strip(" ,.;:-@")
    text = re.sub(r"\s+(?:at|for|of|@)$", "", text, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


def _from_history(description, unit, context):
    """The last rate of the same thing in the same unit, with the invoice it stood on."""
    for seen in context.price_history:
        same = seen.description.casefold() == description.casefold()
        if same and (not unit or seen.unit == unit):
            return seen.rate, f"{seen.invoice_number} of {seen.on:%d %b %Y}"
    return None, ""
