"""The local drafter: a small grammar that needs no key and no network.

Words become kinds (tokens, numbers, units, lexicon); rules are patterns over kinds, not over letters, so that
another language is another list of words. Rooms in the order of the story: machine (what is aimed at us and
not at the invoice), opening ("invoice Ramesh for"), tokens, contrasts ("not 6 but 8"), notes (brackets),
dates, terms (tax, discount, paid already), clauses (one per item), figures and items (what a clause says),
corrections, sentence, assemble (the proposal).
"""

from invoicing.drafting.local.assemble import LocalDrafter
from invoicing.drafting.local.sentence import figures_said

__all__ = ["LocalDrafter", "figures_said"]
