"""A second look at a proposal: unusual against this customer's history, billed already, over the credit limit."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from invoicing.drafting import review
from invoicing.drafting.history import same_thing
from smartkhata.core.money import half_up

# So many rates or invoices make a habit; so many spreads away is unusual (a robust z-score).
ENOUGH = 3
FAR = Decimal("3.5")
# The median distance of a normal spread is 0.6745 of its standard deviation.
_SCALE = Decimal("1.4826")
# A habit without any spread still moves: prices by a tenth, bills by half.
_LEAST_RATE, _LEAST_TOTAL = Decimal("0.10"), Decimal("0.50")
SAME_AGAIN_DAYS = 7
TAX_LEFT_OUT = gettext_noop("This customer's bills were set to leave out tax. Check the tax.")


def looked_at(proposal, context):
    """The proposal with what a person should look at, each with its reason in words (of the active language).

    Its confidence counts what was found.
    """
    found = [*_rates(proposal, context), *_total(proposal, context), *_again(proposal, context)]
    found += [*_credit(proposal, context), *_tax(context), *_absurd(proposal, context)]
    flags = tuple(dict.fromkeys((*proposal.flags, *(flag for flag, _reason in found))))
    return replace(
        proposal,
        flags=flags,
        suggestions=tuple(dict.fromkeys((*proposal.suggestions, *(reason for _flag, reason in found)))),
        confidence=review.confidence(proposal.lines, flags),
    )


def unusual(value, habit, least):
    """Whether `value` lies far outside `habit` (Decimals): by the median and the median distance from it."""
    if len(habit) < ENOUGH:
        return False
    middle = median(habit)
    spread = max(median(abs(one - middle) for one in habit) * _SCALE, middle * least / FAR)
    return spread > 0 and abs(value - middle) > FAR * spread


def _rates(proposal, context):
    for line in proposal.lines:
        if line.rate is None or line.source != "prompt":
            continue
        habit = [
            seen.rate
            for seen in context.price_history
            if seen.unit == line.unit and same_thing(line.description, seen.description)
        ]
        if unusual(line.rate, habit, _LEAST_RATE):
            text = _("%(what)s: %(rate)s is unusual, mostly it was %(usual)s (%(n)s invoices).")
            usual = {"usual": f"{median(habit):,.2f}", "n": len(habit)}
            yield "unusual_amount", text % {"what": line.description, "rate": f"{line.rate:,.2f}", **usual}


def _total(proposal, context):
    habit = [invoice.total for invoice in context.past]
    total = _whole(proposal)
    if total and unusual(total, habit, _LEAST_TOTAL):
        text = _("%(total)s before tax is unusual for this customer: mostly about %(usual)s.")
        yield "unusual_amount", text % {"total": f"{total:,.2f}", "usual": f"{median(habit):,.2f}"}


def _again(proposal, context):
    """The same lines within a week: a bill written twice."""
    now = _content(proposal.lines)
    for invoice in context.past:
        recent = invoice.on > context.today - timedelta(days=SAME_AGAIN_DAYS)
        if recent and now and _content(invoice.lines) == now:
            text = _("%(number)s of %(day)s bills the same. Is this a second bill?")
            yield "maybe_duplicate", text % {"number": invoice.number, "day": f"{invoice.on:%d %b}"}
            return


def _credit(proposal, context):
    total = _whole(proposal)
    if context.charges_tax and not proposal.tax_inclusive:
        total = half_up(total * (100 + context.tax_rate) / 100)
    if context.credit_left is not None and total and total > context.credit_left:
        over = total - context.credit_left
        text = _("This takes the customer %(over)s over their credit limit.")
        yield "over_credit_limit", text % {"over": f"{over:,.2f}"}


def _absurd(proposal, context):
    """Also where the drafter was not to read the history."""
    if "absurd_amount" in review.flags_of(proposal.lines, context):
        yield "absurd_amount", review.ADVICE["absurd_amount"]


def _tax(context):
    if context.wants_tax is False and context.tax_rate:
        yield "tax_preference", TAX_LEFT_OUT


def _content(lines):
    return sorted((line.description.casefold(), _plain(line.quantity), _plain(line.rate)) for line in lines)


def _plain(number):
    """5.000 and 5 are the same number."""
    return "" if number is None else f"{number.normalize():f}"


def _whole(proposal):
    """The lines less what is off, before tax; 0 while a number is open."""
    if any(None in (line.quantity, line.rate) for line in proposal.lines):
        return Decimal(0)
    whole = sum((half_up(line.quantity * line.rate) for line in proposal.lines), Decimal(0))
    return whole - (proposal.discount or half_up(whole * (proposal.discount_percent or 0) / 100))
