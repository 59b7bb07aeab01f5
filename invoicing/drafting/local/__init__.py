"""The local drafter: a small grammar that needs no key and no network.

Words become kinds (tokens, numbers, units, lexicon); rules are patterns over kinds, not over letters, so that
another language is another list of words. Rooms in the order of the story: machine (what is aimed at us and
not at the invoice), tables, opening ("invoice Ramesh for"), spelling, tokens, days, pairs, specs and models (numbers of
a name), particles, again (the unit said again), compounds, notes (brackets, reasons), contrasts ("not 6 but 8"), paces
(how often), respective (prices behind all the things), payments (money that came), references (as last time), dates,
terms (tax, discount, paid already), clauses and joining (one per item), remarks, figures, wholes, prices, quantities,
naming and items (what a clause says), counting and discounts (what one clause says of another's item), fillers and
words/verbs (talk), corrections, sentence, assemble (the proposal).
"""

from invoicing.drafting.local.assemble import LocalDrafter
from invoicing.drafting.local.sentence import figures_said

__all__ = ["LocalDrafter", "figures_said"]
