"""An invoice, a quote, a credit note, a receipt."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from invoicing.models import CreditNote, Payment, Quote
from notifications.kinds.base import Kind, day, is_owed, named, one_line
from smartkhata.core import money
from smartkhata.core.events import subject_of


class InvoiceCreated(Kind):
    name = "invoice_created"
    asks = True

    def __init__(self, invoice, *, message="", has_pdf=True, has_link=True, press="", template="default"):
        self.invoice, self.party = invoice, invoice.party
        self.has_pdf, self.has_link, self.template = has_pdf, has_link, template
        self.message = message.strip()
        self.link_subject = subject_of(invoice)
        # An address that was corrected on the invoice is the invoice's own.
        self.recipients = {"email": [invoice.email]} if invoice.email else None
        self.occurrence = f"{invoice.pk}:{press}"

    @classmethod
    def again(cls, row):
        has_pdf = row.attach_pdf or row.channel != "email"
        # An SMS has its link in any case.
        has_link = row.channel == "sms" or "{link}" in row.body
        words = {"template": row.template, "message": row.own_words}
        return cls(row.invoice, has_pdf=has_pdf, has_link=has_link, **words)

    def is_current(self):
        return is_owed(self.invoice)

    def facts(self, business):
        invoice = self.invoice
        return {
            "name": one_line(invoice.buyer["name"]),
            "inv": invoice.number,
            "amt": money.group(invoice.balance_due, business.currency, trim=True),
            "amount": money.show(invoice.balance_due, business.currency),
            "due": day(invoice.due_on),
            "acc": invoice.pay_code,
            "message": self.message,
        }


class QuoteGiven(Kind):
    name = "quote_given"

    def __init__(self, quote, *, message="", has_pdf=True, press=""):
        self.quote, self.party, self.has_pdf = quote, quote.party, has_pdf
        self.message = message.strip()
        self.link_subject = subject_of(quote)
        self.occurrence = f"{quote.pk}:{press}"

    @classmethod
    def again(cls, row):
        quote = Quote.objects.select_related("party").get(pk=row.link_subject.partition(":")[2])
        return cls(quote, has_pdf=row.attach_pdf or row.channel != "email", message=row.own_words)

    def facts(self, business):
        quote = self.quote
        return {
            "name": one_line(quote.buyer["name"]),
            "quote": quote.number,
            "amt": money.group(quote.total, business.currency, trim=True),
            "amount": money.show(quote.total, business.currency),
            "until": day(quote.valid_until),
            "message": self.message,
        }


class CreditNoteGiven(Kind):
    """Its link opens the invoice, which shows what is left of it."""

    name = "credit_note_given"
    link_shows_paper = False

    def __init__(self, note, *, message="", has_pdf=True, press=""):
        self.note, self.party, self.has_pdf = note, note.party, has_pdf
        self.message = message.strip()
        self.link_subject = subject_of(note)
        self.recipients = {"email": [note.invoice.email]} if note.invoice.email else None
        self.occurrence = f"{note.pk}:{press}"

    @classmethod
    def again(cls, row):
        notes = CreditNote.objects.select_related("party", "invoice")
        note = notes.get(pk=row.link_subject.partition(":")[2])
        return cls(note, has_pdf=row.attach_pdf or row.channel != "email", message=row.own_words)

    def facts(self, business):
        note = self.note
        return {
            "name": one_line(note.buyer["name"]),
            "note": note.number,
            "inv": note.invoice.number,
            "amt": money.group(note.total, business.currency, trim=True),
            "amount": money.show(note.total, business.currency),
            "reason": one_line(note.reason),
            "message": self.message,
        }


class ReceiptSent(Kind):
    name = "receipt_sent"
    hears = "payment.recorded"
    priority = 3
    has_pdf = True

    def __init__(self, payment):
        self.payment, self.party = payment, payment.party
        self.link_subject = subject_of(payment)
        self.occurrence = str(payment.pk)

    @classmethod
    def of(cls, event):
        return cls._about(event.subject)

    @classmethod
    def again(cls, row):
        return cls._about(row.link_subject)

    @classmethod
    def _about(cls, subject):
        rows = Payment.objects.select_related("party").prefetch_related("allocations__invoice")
        return cls(rows.get(pk=subject.partition(":")[2]))

    def facts(self, business):
        payment = self.payment
        balance = payment.balance_after
        settled = sorted({row.invoice.number for row in payment.allocations.all() if row.invoice})
        return {
            "name": one_line(payment.party.name),
            "amt": money.group(payment.amount, business.currency, trim=True),
            "amount": money.show(payment.amount, business.currency),
            "bal": _in_advance(balance, business, ascii=True, trim=True)
            or money.group(balance, business.currency, trim=True),
            "balance": _in_advance(balance, business) or money.show(balance, business.currency),
            "date": day(payment.received_on),
            "ref": payment.reference or payment.number,
            # A registered text has no empty place: what settles no bill names its receipt.
            "inv": named(settled or [payment.number]),
            "receipt": payment.number,
        }


def _in_advance(balance, business, **shown):
    """``0 (Rs 50 in advance)``: what the shop holds is no debt below zero. In the language of the text around it."""
    if balance >= 0:
        return ""
    much = money.show(-balance, business.currency, **shown)
    return format_lazy(_("0 ({much} in advance)"), much=much)
