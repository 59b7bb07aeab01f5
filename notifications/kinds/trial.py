"""A text with made-up facts, to be looked at, or sent to the owner alone."""

from datetime import timedelta

from notifications.kinds.base import Kind
from smartkhata.core import money

# What each kind of message may tell, besides the shop's own facts.
OF_INVOICE = ("name", "inv", "amt", "amount", "due", "acc", "message", "link")
OF_REMINDER = ("name", "first", "inv", "amt", "amount", "due", "days", "acc", "invoices", "link")
VARIABLES = {
    "invoice_created": OF_INVOICE,
    "quote_given": ("name", "quote", "amt", "amount", "until", "message", "link"),
    "credit_note_given": ("name", "note", "inv", "amt", "amount", "reason", "message", "link"),
    "payment_reminder": OF_REMINDER,
    "overdue": OF_REMINDER,
    "receipt_sent": ("name", "amt", "amount", "bal", "balance", "date", "ref", "inv", "receipt", "link"),
    "welcome": ("name", "link"),
}
OF_SHOP = ("biz", "shop", "phone", "paybill", "upi", "bank")
FACTS = {
    "name": "Ramesh Kumar",
    "first": "Ramesh",
    "inv": "INV-26-27-00042",
    "quote": "QUO-26-27-00042",
    "until": "20 Dec 2026",
    "note": "CN-26-27-00042",
    "reason": "Two pieces came back",
    "amt": "2,500",
    "bal": "1,250",
    "due": "05 Dec 2026",
    "date": "20 Nov 2026",
    "days": 5,
    "acc": "KB7Q",
    "ref": "SFF6XYZ123",
    "receipt": "RCPT-0042",
    "message": "",
}


class TextTrial(Kind):
    """`texts_of` is the kind on trial. It goes to nobody but the owner, and once."""

    name = "trial"
    life = timedelta(hours=1)
    may_repeat = may_switch = may_resend = False

    def __init__(self, texts_of, *, tone="default", press=""):
        self.texts_of, self.template, self.occurrence = texts_of, tone, press

    def facts(self, business):
        much = money.show(2500, business.currency)
        return FACTS | {
            "amount": much,
            "balance": money.show(1250, business.currency),
            "invoices": [f"INV-26-27-00042: {much}, 05 Dec 2026"],
        }


def variables_of(kind, channel):
    """The names that a text of `kind` for `channel` may hold in braces; a place for own words is in e-mails only."""
    return (*OF_SHOP, *(name for name in VARIABLES[kind] if channel == "email" or name != "message"))
