"""The khata: parties and every line between them and the shop; files brought in; merges."""

from customers.models.apart import KeptApart
from customers.models.imports import Import, ImportRow
from customers.models.khata import LedgerEntry, SavedView
from customers.models.merges import Merge
from customers.models.parties import CONTACTS, ZERO, Note, Party, Tag
from customers.models.words import Word

__all__ = [
    "CONTACTS",
    "ZERO",
    "Import",
    "ImportRow",
    "KeptApart",
    "LedgerEntry",
    "Merge",
    "Note",
    "Party",
    "SavedView",
    "Tag",
    "Word",
]
