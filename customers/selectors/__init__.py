"""Reading the khata: who, what they owe, and line by line why."""

from customers.selectors.ageing import BUCKETS, Ageing, OpenItem, ageing_of, ageing_of_shop
from customers.selectors.khata import balance_on, entries_of, find_entry, ledger
from customers.selectors.parties import (
    SORTS,
    STATUSES,
    aliases,
    chosen_parties,
    find_party,
    identities,
    parties,
    payment_status,
    saved_views,
    summary,
    tags_of_shop,
    top_customers,
)
from customers.selectors.statements import statement

__all__ = [
    "BUCKETS",
    "SORTS",
    "STATUSES",
    "Ageing",
    "OpenItem",
    "ageing_of",
    "ageing_of_shop",
    "balance_on",
    "chosen_parties",
    "entries_of",
    "find_entry",
    "aliases",
    "find_party",
    "identities",
    "ledger",
    "parties",
    "payment_status",
    "saved_views",
    "statement",
    "summary",
    "tags_of_shop",
    "top_customers",
]
