"""What a party remembers of its documents, brought in line with them."""

from customers.services.ledger import keep_standing as keep
from invoicing.selectors.standing import standing_of


def keep_standing(party):
    """Write the oldest open due date and how fast the party pays. Call it in the transaction that changed them."""
    keep(party, **standing_of(party))
