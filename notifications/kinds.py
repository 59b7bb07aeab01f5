"""One class per message: how urgent it is, how long it is worth sending, and which facts its texts need.

The texts stand in templates/messages/<kind>.<channel>.<language>.txt; {link} and {code} stay placeholders
until the provider is called.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from smartkhata.core import money

BIZ_LENGTH = 20  # longest name that keeps every SMS within one part


@dataclass(frozen=True)
class Kind:
    name: str
    priority: int
    life: timedelta
    has_link: bool = True


INVOICE_CREATED = Kind("invoice_created", 5, timedelta(hours=24))
RECEIPT_SENT = Kind("receipt_sent", 3, timedelta(hours=24))
WELCOME = Kind("welcome", 6, timedelta(hours=24))
OTP = Kind("otp", 0, timedelta(minutes=10), has_link=False)
KINDS = {kind.name: kind for kind in (INVOICE_CREATED, RECEIPT_SENT, WELCOME, OTP)}


def texts(kind, channel, *, language, country, facts):
    """(subject, body) of a message in the first language that has the text."""
    template = _template(kind.name, channel, (f"{language}-{country}", language, f"en-{country}", "en"))
    with override(language):
        body = template.render({"f": facts, "link": "{link}", "code": "{code}"}).strip()
    subject, _, rest = body.partition("\n\n") if channel == "email" else ("", "", body)
    return subject.removeprefix("Subject: ").strip(), rest


def invoice_facts(invoice, business):
    return {
        **_shop(business),
        "name": invoice.buyer["name"],
        "inv": invoice.number,
        "amt": sms_amount(invoice.balance_due, business.currency),
        "amount": money.show(invoice.balance_due, business.currency),
        "due": day(invoice.due_on),
        "acc": invoice.pay_code,
    }


def receipt_facts(payment, business):
    numbers = [row.invoice.number for row in payment.allocations.all()]
    return {
        **_shop(business),
        "name": payment.party.name,
        "amt": sms_amount(payment.amount, business.currency),
        "amount": money.show(payment.amount, business.currency),
        "bal": sms_amount(payment.balance_after, business.currency),
        "balance": money.show(payment.balance_after, business.currency),
        "date": day(payment.received_on),
        "ref": payment.reference or payment.number,
        "inv": numbers[0] if len(numbers) == 1 else ("your bills" if numbers else "your khata"),
        "receipt": payment.number,
    }


def shop_facts(business, party=None):
    return {**_shop(business), "name": party.name if party else ""}


def sms_amount(amount, currency):
    """Digits and separators only: the texts write Rs or KES themselves, because one ₹ halves an SMS."""
    return money.group(amount, currency, trim=True)


def day(date):
    return f"{date:%d %b %Y}"


def _shop(business):
    return {
        "biz": business.name[:BIZ_LENGTH].strip(),
        "shop": business.name,
        "paybill": business.paybill,
        "upi": business.upi_id,
        "phone": business.phone,
        "bank": business.bank_details,
    }


def _template(name, channel, languages):
    for language in languages:
        try:
            return get_template(f"messages/{name}.{channel}.{language}.txt")
        except TemplateDoesNotExist:
            continue
    raise TemplateDoesNotExist(f"messages/{name}.{channel}.*.txt")
