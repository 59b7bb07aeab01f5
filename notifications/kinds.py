"""One class per message: whom it tells, how urgent it is, how long it is worth sending, which facts it needs.

The texts are in templates/messages/<kind>.<channel>.<language>.txt. {link} and {code} stay placeholders in
them until the provider is called. A message for a new moment is a class here, its texts and a line in flow.py.
"""

from datetime import timedelta

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from customers.models import Party
from invoicing.models import Payment
from notifications.segments import plain, segments
from smartkhata.core import countries, money
from smartkhata.core.events import subject_of

# The shop's name gives way before an SMS costs one part more than it should.
BIZ_LENGTH, BIZ_SHORTEST = 20, 8
ROOM = {"GSM-7": 160, "UCS-2": 134}
TOKEN_LENGTH = 16


class Kind:
    """What one message is about; a subclass sets what differs.

    `hears` is the fact that brings it about by itself, and `of(event)` makes it from that fact. `priority` 0
    goes first. `occurrence` sets it apart from the last message of its kind to the same address.
    """

    name: str
    hears = ""
    priority = 5
    life = timedelta(hours=24)
    channels = ("sms", "email")

    party = invoice = code_ref = None
    occurrence = link_subject = ""
    has_pdf = False

    @classmethod
    def of(cls, event):
        """The message that `event` asks for, or None."""
        raise NotImplementedError

    def facts(self, business):
        """What its texts tell, beside the shop's own facts."""
        return {}


class InvoiceCreated(Kind):
    name = "invoice_created"

    def __init__(self, invoice, *, message="", has_pdf=True, press=""):
        self.invoice, self.party, self.has_pdf = invoice, invoice.party, has_pdf
        self.message = message.strip()
        self.link_subject = subject_of(invoice)
        self.occurrence = f"{invoice.pk}:{press}"

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
        rows = Payment.objects.select_related("party").prefetch_related("allocations__invoice")
        return cls(rows.get(pk=event.subject.partition(":")[2]))

    def facts(self, business):
        payment = self.payment
        settled = [row.invoice.number for row in payment.allocations.all()]
        return {
            "name": one_line(payment.party.name),
            "amt": money.group(payment.amount, business.currency, trim=True),
            "amount": money.show(payment.amount, business.currency),
            "bal": money.group(payment.balance_after, business.currency, trim=True),
            "balance": money.show(payment.balance_after, business.currency),
            "date": day(payment.received_on),
            "ref": payment.reference or payment.number,
            "inv": settled[0] if len(settled) == 1 else "",
            "receipt": payment.number,
        }


class Welcome(Kind):
    name = "welcome"
    hears = "party.added"
    priority = 6

    def __init__(self, party):
        self.party = party
        self.channels = ("sms",) if party.phone else ("email",)
        self.occurrence = str(party.pk)

    @classmethod
    def of(cls, event):
        return cls(Party.objects.get(pk=event.party_id)) if event.data.get("welcome") else None

    def facts(self, business):
        return {"name": one_line(self.party.name)}


class Otp(Kind):
    name = "otp"
    priority = 0
    life = timedelta(minutes=10)
    channels = ("sms",)

    def __init__(self, party, *, challenge, request):
        self.party, self.code_ref, self.occurrence = party, challenge, request


KINDS = {kind.name: kind for kind in (InvoiceCreated, ReceiptSent, Welcome, Otp)}


def heard(fact):
    """The kinds that a fact brings about."""
    return [kind for kind in KINDS.values() if kind.hears == fact]


def texts(kind, channel, business, *, language=None):
    """(subject, body) of a message, in the first of its languages that has the text."""
    language = language or language_of(kind.party, business)
    country = business.country
    template = _template(kind.name, channel, (f"{language}-{country}", language, f"en-{country}", "en"))
    facts = _shop(business) | kind.facts(business)
    with override(language):
        text = _render(template, facts)
        if channel == "sms":
            return "", _fitted(plain(text), template, facts)
    if channel != "email":
        return "", text
    subject, _, body = text.partition("\n\n")
    return subject.removeprefix("Subject:").strip()[:200], body


def language_of(party, business):
    """The party's language, else the shop's, if its country has texts in it; else English."""
    wanted = (party.language if party else "") or business.language
    return wanted if wanted in countries.get(business.country).languages else "en"


def day(date):
    return f"{date:%d %b %Y}"


def one_line(text):
    """Names are typed by people: a line break in one would end the subject of an e-mail."""
    return " ".join(text.split())


def _shop(business):
    name = one_line(business.name)
    return {
        "biz": _short(name, BIZ_LENGTH),
        "shop": name,
        "paybill": business.paybill,
        "upi": business.upi_id,
        "phone": business.phone,
        "bank": ", ".join(business.bank_details.split("\n")),
    }


def _short(name, length):
    """Whole words of a name, if one fits."""
    if len(name) <= length:
        return name
    return (name[: length + 1].rpartition(" ")[0] or name[:length]).rstrip(" &,.-")


def _template(name, channel, languages):
    for language in languages:
        try:
            return get_template(f"messages/{name}.{channel}.{language}.txt")
        except TemplateDoesNotExist:
            continue
    raise TemplateDoesNotExist(f"messages/{name}.{channel}.*.txt")


def _render(template, facts):
    return template.render({"f": facts, "link": "{link}", "code": "{code}"}).strip()


def _fitted(text, template, facts):
    link = "x" * (len(f"{settings.PUBLIC_BASE_URL}/p?t=") + TOKEN_LENGTH)
    encoding, units, _ = segments(text.replace("{link}", link))
    over = units - ROOM[encoding]
    if over <= 0:
        return text
    shorter = max(len(facts["biz"]) - over, BIZ_SHORTEST)
    return plain(_render(template, facts | {"biz": _short(facts["biz"], shorter)}))
