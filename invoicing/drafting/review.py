"""What stands between a proposal and the customer: flags that block, flags that inform, and the confidence."""

from decimal import Decimal

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
    }
)
# Each of these is a wrong total in the eyes of a customer.
ABSURD_TOTAL = {"INR": Decimal(10_000_000), "KES": Decimal(10_000_000)}
ABSURD_RATIO = 10


def blocking(flags):
    return sorted(BLOCKING & set(flags))


def flags_of(lines, context):
    """Flags that follow from the proposed numbers alone."""
    if any(line.rate is None for line in lines):
        yield "needs_rate"
    total = sum(line.quantity * line.rate for line in lines if line.rate is not None)
    if total >= ABSURD_TOTAL.get(context.currency, total + 1) or any(
        _unlike(line, context) for line in lines
    ):
        yield "absurd_amount"
    if any(line.rate is not None and line.source not in ("", "prompt") for line in lines):
        yield "rate_from_history"


def confidence(lines, flags):
    """0.95 when every number was read from the sentence, less for each that was not; 0.30 when blocked."""
    if not lines or blocking(flags):
        return Decimal("0.30")
    guessed = sum(line.source != "prompt" for line in lines)
    return max(Decimal("0.95") - Decimal("0.10") * guessed, Decimal("0.50"))


def suggestions(lines, flags):
    """What the person may want to do next, in words."""
    if "needs_rate" in flags:
        yield "Add the missing rate."
    if any(line.unit in ("month", "week", "year") for line in lines):
        yield "Consider adding the service period's dates."
    if "rate_from_history" in flags:
        yield "A rate was taken from an earlier invoice. Check that it still holds."
    if "absurd_amount" in flags:
        yield "The amount is unusual. Check the numbers."


def _unlike(line, context):
    """A rate ten times what this customer paid before, or a tenth of it."""
    if line.rate is None:
        return False
    for seen in context.price_history:
        same = seen.unit == line.unit and seen.description.casefold() == line.description.casefold()
        if same and not seen.rate / ABSURD_RATIO < line.rate < seen.rate * ABSURD_RATIO:
            return True
    return False
