"""I5 to I9, I12: numbers without gaps, seals, sums, balances that are the sum of their entries, and what a customer's
row remembers of them (proof/).

That dates rise with the numbers isn't asked: an invoice may bear any day of the year before it.
"""

from invoicing.services.proof import differences
from notifications.services.invariants.broken import Broken

RULES = {"numbers": "I5", "seal": "I6", "subtotal": "I7", "tax": "I7", "total": "I7"}
SETTLED = {"paid": "I9", "credited": "I9", "allocated": "I9", "withheld": "I9"}
# What a customer's row remembers beside the balance.
REMEMBERED = dict.fromkeys(
    [
        *("total_billed", "total_paid", "total_invoices", "last_invoice_on", "oldest_due_on"),
        *("paid_amount", "paid_amount_days", "payment_history"),
    ],
    "I12",
)


def books(at):
    """Every figure of the books that its rows don't give."""
    rules = RULES | SETTLED | REMEMBERED
    for row in differences():
        words = f"{row.what} says {row.stored}, should be {row.computed}"
        yield Broken(rules.get(row.what, "I8"), str(row.row), words)
