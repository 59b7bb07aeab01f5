"""Proving the books of the open shop: everything that is cached, computed again from what it came from."""

from invoicing.services.proof import documents, entries, parties, settled
from invoicing.services.proof.difference import Difference

__all__ = ["Difference", "differences"]


def differences():
    """Every difference in the open shop; an empty list is the proof."""
    parts = (
        parties.figures,
        parties.balances,
        documents.invoices,
        documents.credit_notes,
        documents.quotes,
        documents.numbers,
        settled.sources,
        entries.entries,
    )
    return [found for part in parts for found in part()]
