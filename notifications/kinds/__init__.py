"""One class per message, by what it is about: documents, customers, account, notices.

The texts are in templates/messages/<kind>.<channel>.<language>.txt. {link} and {code} stay placeholders in
them until the provider is called. A message for a new moment is a class here, its texts and a line in flow.py.
"""

from notifications.kinds.account import EmailConfirmation, Invited, PasswordReset, Trial
from notifications.kinds.base import Kind
from notifications.kinds.customers import FreeMessage, Otp, Stopped, Welcome
from notifications.kinds.documents import CreditNoteGiven, InvoiceCreated, QuoteGiven, ReceiptSent
from notifications.kinds.gathered import Gathered
from notifications.kinds.notices import NoticeDigest, NoticeNow
from notifications.kinds.reminders import Overdue, PaymentReminder, reminder
from notifications.kinds.texts import language_of, texts, written
from notifications.kinds.trial import VARIABLES, TextTrial, variables_of

_ALL = (
    *(InvoiceCreated, QuoteGiven, CreditNoteGiven, ReceiptSent, PaymentReminder, Overdue),
    *(Welcome, Stopped, Otp, Gathered, FreeMessage),
    *(Invited, PasswordReset, EmailConfirmation),
    *(NoticeNow, NoticeDigest, Trial, TextTrial),
)
KINDS = {kind.name: kind for kind in _ALL}


def heard(fact):
    """The kinds that a fact brings about."""
    return [kind for kind in KINDS.values() if kind.hears == fact]


__all__ = [
    "KINDS",
    "VARIABLES",
    "CreditNoteGiven",
    "FreeMessage",
    "InvoiceCreated",
    "Kind",
    "QuoteGiven",
    "TextTrial",
    "heard",
    "language_of",
    "reminder",
    "texts",
    "variables_of",
    "written",
]
