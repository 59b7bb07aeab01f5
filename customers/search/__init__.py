"""How a party is found: text becomes words, words become sounds, sounds are compared by the database.

Pure functions over text, each room on its own: folding (case, accents, punctuation), romanising (Indian scripts to
Latin letters), sounds (how a word is heard and its consonants), keys (what a row is found by), asking (what was
typed). The comparing itself is the database's function ``customers_search`` (customers/finder.py).
"""

from customers.search.asking import LONGEST, Asked, number_in, phone_digits
from customers.search.folding import fold, key_of, words_of

__all__ = ["LONGEST", "Asked", "fold", "key_of", "number_in", "phone_digits", "words_of"]
