"""What stands between a proposal and the customer: flags that block, flags that inform, and the confidence."""

from decimal import Decimal

from django.utils.translation import gettext_noop

from invoicing.drafting.history import price_of

# A draft with one of these can't be issued before a person has cleared it.
BLOCKING = frozenset(
    {
        "needs_rate",
        "needs_quantity",
        "needs_context",
        "ambiguous",
        "ambiguous_due",
        "negative_quantity",
        "zero_quantity",
        "currency_mismatch",
        "tax_conflict",
        "absurd_amount",
        "prompt_injection",
        # Two readers of the sentence found different numbers.
        "readings_differ",
        # A discount in per cent of lines whose numbers are still to come.
        "discount_waits",
    }
)
# Each of these is a wrong total in the eyes of a customer.
ABSURD_TOTAL = {"INR": Decimal(10_000_000), "KES": Decimal(10_000_000)}
ABSURD_RATIO = 10


def blocking(flags):
    return sorted(BLOCKING & set(flags))


def flags_of(lines, context, *, known=()):
    """Flags that follow from the proposed numbers; `known` are those that the drafter found itself."""
    # Where a number is there but unclear, that is the question to ask.
    if "ambiguous" not in known and any(line.rate is None for line in lines):
        yield "needs_rate"
    complete = [line for line in lines if None not in (line.quantity, line.rate)]
    total = sum(line.quantity * line.rate for line in complete) * (100 + context.tax_rate) / 100
    if total >= ABSURD_TOTAL.get(context.currency, total + 1) or any(
        _unlike(line, context) for line in lines
    ):
        yield "absurd_amount"
    if any(line.source not in _SAID for line in lines):
        yield "rate_from_history"


# The source of a rate that only Gemini read in the sentence.
GEMINI = "Gemini"
# A rate that the person said or copied, in contrast to one that we found.
_SAID = ("", "prompt", "last invoice", GEMINI)


def confidence(lines, flags):
    """0.95 when every number was read from the sentence, less for each doubt and each that was not; 0.30 blocked."""
    if not lines or blocking(flags):
        return Decimal("0.30")
    guessed = sum(line.source != "prompt" for line in lines) + len(DOUBTS & set(flags))
    return max(Decimal("0.95") - Decimal("0.10") * guessed, Decimal("0.50"))


# Found by the second look, against what is usual for the customer.
DOUBTS = frozenset(("unusual_amount", "maybe_duplicate"))
PERIOD = gettext_noop("Consider adding the service period's dates.")
# What the person may want to do next, translated where it is read. A flag without a sentence speaks for itself.
ADVICE = {
    "needs_rate": gettext_noop("Add the missing rate."),
    "needs_quantity": gettext_noop("Add the missing quantity."),
    "needs_context": gettext_noop("Name what is sold, or pick an earlier invoice to copy."),
    "ambiguous": gettext_noop("A number can be read in two ways. Check quantity and rate."),
    "ambiguous_due": gettext_noop("Choose the due date."),
    "negative_quantity": gettext_noop("For goods that came back, write a credit note instead."),
    "zero_quantity": gettext_noop("Enter a quantity above 0."),
    "currency_mismatch": gettext_noop("Enter the rates in your shop's currency."),
    "tax_conflict": gettext_noop("The sentence wants another tax than your shop charges. Check the tax."),
    "absurd_amount": gettext_noop("The amount is unusual. Check the numbers."),
    "readings_differ": gettext_noop("Two readings of the sentence differ. Check the numbers."),
    "discount_waits": gettext_noop(
        "A discount in per cent was said. Enter its amount once the lines are complete."
    ),
    "rate_from_history": gettext_noop("A rate was taken from an earlier invoice. Check that it still holds."),
    "payment_mentioned": gettext_noop(
        "Record what was already paid as a payment; the invoice keeps its full amount."
    ),
    "from_last_invoice": gettext_noop("Copied from the last invoice. Check quantities and rates."),
    "unit_converted": gettext_noop("The quantity is told in the unit of the rate. Check it."),
}


def suggestions(lines, flags):
    """Sentences for the person, the most urgent first."""
    yield from (advice for flag, advice in ADVICE.items() if flag in flags)
    if any(line.unit in ("month", "week", "year") for line in lines):
        yield PERIOD


def _unlike(line, context):
    """A rate ten times what this customer paid before, or a tenth of it."""
    if line.rate is None:
        return False
    seen = price_of(line.description, line.unit, context)
    return seen is not None and not seen.rate / ABSURD_RATIO < line.rate < seen.rate * ABSURD_RATIO
