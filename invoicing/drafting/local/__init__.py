"""The local drafter: a small grammar that needs no key and no network.

Rooms: numbers (how amounts are written), units, dates, clauses (a sentence -> item clauses and conditions),
assemble (clauses -> proposal).
"""

from invoicing.drafting.local.assemble import LocalDrafter

__all__ = ["LocalDrafter"]
