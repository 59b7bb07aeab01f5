"""I5 to I9: numbers without gaps, seals, sums, and balances that are the sum of their entries (proof/).

That dates rise with the numbers isn't asked: an invoice may bear any day of the year before it.
"""

from invoicing.services.proof import differences
from notifications.services.invariants.broken import Broken

RULES = {"numbers": "I5", "seal": "I6", "subtotal": "I7", "tax": "I7", "total": "I7"}
SETTLED = {"paid": "I9", "credited": "I9", "allocated": "I9", "withheld": "I9"}


def books(at):
    """Every figure of the books that its rows don't give."""
    rules = RULES | SETTLED
    for row in differences():
        words = f"{row.what} says {row.stored}, should be {row.computed}"
        yield Broken(rules.get(row.what, "I8"), str(row.row), words)
