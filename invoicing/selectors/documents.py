"""An invoice or a receipt as the document that people see, and the ways to pay it."""

from decimal import Decimal

from invoicing.documents import qr
from invoicing.gateways import mpesa, upi
from invoicing.models import StoredDocument
from invoicing.numbering import stripped
from smartkhata.core import countries, money
from smartkhata.core.events import subject_of


def document(invoice, business):
    """The Document (documents/shape.py) of an issued invoice, as it was issued."""
    country = countries.get(business.country)
    registration = invoice.seller.get("registration", "none")
    return {
        "title": invoice.title,
        "number": invoice.number,
        "issued_on": invoice.issued_on,
        "due_on": invoice.due_on,
        "seller": invoice.seller,
        "buyer": invoice.buyer,
        "currency": invoice.currency,
        "lines": list(invoice.lines.values(*LINE_FIELDS)),
        "subtotal": invoice.subtotal,
        "discount": invoice.discount,
        "tax_lines": tax_lines(invoice),
        "tax": invoice.tax,
        "tax_inclusive": invoice.tax_inclusive,
        "round_off": invoice.round_off,
        "total": invoice.total,
        "words": money.in_words(invoice.total, invoice.currency),
        "place_of_supply": _state(country, invoice.place_of_supply),
        "pay": pay_options(invoice, business, amount=invoice.total),
        "pay_code": invoice.pay_code,
        "legal_lines": country.legal_lines("invoice", registration),
        "notes": invoice.notes,
        "status": invoice.status,
        "language": "en",
    }


def receipt_document(payment, business):
    """The document of a payment: what came in, what it settled, what is left."""
    return {
        "title": countries.get(business.country).document_title(
            "receipt", registration=business.registration
        ),
        "number": payment.number,
        "issued_on": payment.received_on,
        "seller": {"name": business.name, "address": business.address, "phone": business.phone},
        "buyer": {"name": payment.party.name, "phone": payment.party.phone},
        "currency": payment.currency,
        "total": payment.amount,
        "words": money.in_words(payment.amount, payment.currency),
        "method": payment.get_method_display(),
        "reference": payment.reference,
        "allocations": [
            {"number": row.invoice.number, "amount": row.amount} for row in payment.allocations.all()
        ],
        "balance_due": payment.balance_after,
        "language": "en",
    }


def pay_options(invoice, business, *, amount=None):
    """How to pay `amount` (default: what is due now): UPI link, Paybill and account, bank; only what the shop has."""
    amount = invoice.balance_due if amount is None else amount
    options = {"amount": amount, "bank": business.bank_details}
    if business.upi_id:
        reference = stripped(invoice.number)
        uri = upi.payment_uri(
            vpa=business.upi_id, name=business.name, amount=amount, reference=reference, note=invoice.number
        )
        options |= {"vpa": business.upi_id, "upi_uri": uri, "upi_type": business.upi_type}
    if business.paybill:
        options |= mpesa.instructions(paybill=business.paybill, account=invoice.pay_code, amount=amount)
    return options


def qr_of(options):
    """The QR of the UPI link as inline SVG; empty without one."""
    return qr.svg(options["upi_uri"], label="UPI QR code") if options.get("upi_uri") else ""


def tax_lines(invoice):
    """The stored tax lines with Decimals."""
    return [
        {"name": row["name"], **{key: Decimal(row[key]) for key in ("percent", "taxable", "amount")}}
        for row in invoice.tax_lines
    ]


def stored_pdf(row):
    """The kept PDF of an invoice or a payment, or None."""
    found = StoredDocument.objects.filter(subject=subject_of(row)).first()
    return bytes(found.content) if found else None


LINE_FIELDS = ("description", "hsn", "quantity", "unit", "rate", "discount", "tax_rate", "amount")


def _state(country, code):
    return f"{country.states[code]} ({code})" if code in country.states else ""
