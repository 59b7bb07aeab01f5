"""The khata: parties and every line between them and the shop; files brought in; merges."""

from customers.models.apart import KeptApart
from customers.models.imports import Import, ImportRow
from customers.models.merges import Merge
from customers.models.parties import ZERO, LedgerEntry, Party
from customers.models.words import Word

__all__ = ["ZERO", "Import", "ImportRow", "KeptApart", "LedgerEntry", "Merge", "Party", "Word"]
