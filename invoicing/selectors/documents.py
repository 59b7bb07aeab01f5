"""An invoice as the document that people see, and the ways to pay it."""

from base64 import b64encode
from decimal import Decimal

from django.db.models import Sum

from invoicing.documents import qr
from invoicing.documents.complete import complete
from invoicing.gateways import mpesa, upi
from invoicing.models import StoredDocument
from invoicing.numbering import stripped
from invoicing.selectors.templates import content_of
from smartkhata.core import countries, links
from smartkhata.core.events import subject_of
from smartkhata.core.models import StoredFile

PAPERS = ("a4", "roll")


def document(invoice, business, *, live=False):
    """The Document (documents/shape.py) of an issued invoice, as it was issued; `live` with what is due now."""
    paid = invoice.paid if live else _paid_at_issue(invoice)
    core = {
        "kind": invoice.kind,
        "reason": invoice.reason,
        "against": _against(invoice),
        "country": business.country,
        "title": invoice.title,
        "number": invoice.number,
        "issued_on": invoice.issued_on,
        "due_on": invoice.due_on,
        "seller": invoice.seller,
        "buyer": invoice.buyer,
        "ship_to": {"address": invoice.ship_to} if invoice.ship_to else None,
        "reference": invoice.reference,
        "currency": invoice.currency,
        "lines": _lines(invoice),
        "subtotal": invoice.subtotal,
        "discount": invoice.discount,
        "tax_lines": tax_lines(invoice),
        "tax": invoice.tax,
        "tax_inclusive": invoice.tax_inclusive,
        "round_off": invoice.round_off,
        "total": invoice.total,
        "paid": invoice.money_paid if live else paid,
        "credited": invoice.credited if live else Decimal("0.00"),
        "balance_due": invoice.balance_due if live else invoice.total - paid,
        "place_of_supply": state_of_supply(business, invoice.place_of_supply),
        "place_reason": invoice.place_reason,
        "pay": pay_options(invoice, business, amount=None if live else invoice.total - paid),
        "pay_code": invoice.pay_code,
        "notes": invoice.notes,
        "status": invoice.status if live else "open",
        "seal": invoice.seal,
        "etims": invoice.etims,
        "verify_uri": verify_uri(invoice),
    }
    return complete(core | dressed(invoice, business), content_of(invoice.template_version))


def dressed(invoice, business):
    """Languages and look as settled at the issue, colour and pictures of the shop."""
    presented = {"language": "en", "second": "", "look": ""} | invoice.presentation
    return presented | pictures_of(business)


def verify_uri(row):
    """The public page that says whether a paper with this number is ours."""
    return links.link_to(f"verify:{subject_of(row)}")


def pictures_of(business):
    """Colour, logo and signature of the shop; pictures as data: URIs, because the renderer fetches nothing."""
    wanted = list(filter(None, (business.logo_id, business.signature_id)))
    found = {row.pk: _data_uri(row) for row in StoredFile.objects.filter(pk__in=wanted)} if wanted else {}
    return {
        "colour": business.colour,
        "logo": found.get(business.logo_id, ""),
        "signature": found.get(business.signature_id, ""),
    }


def _data_uri(file):
    return f"data:{file.content_type};base64,{b64encode(file.content).decode()}"


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


def stored_pdf(row, paper="a4"):
    """The kept PDF of an invoice or a payment, or None."""
    found = StoredDocument.objects.filter(subject=paper_subject(row, paper)).first()
    return bytes(found.content) if found else None


def paper_subject(row, paper="a4", revision=None):
    """``"invoice:7f..."``, with ``":roll"`` for the 80 mm paper, ``":2"`` once it shows its second correction."""
    revision = getattr(row, "revision", 0) if revision is None else revision
    marks = ([] if paper == "a4" else [paper]) + ([str(revision)] if revision else [])
    return ":".join([subject_of(row), *marks])


def paper_subjects(row):
    """Every paper that was ever made of it."""
    revisions = range(getattr(row, "revision", 0) + 1)
    return [paper_subject(row, paper, revision) for paper in PAPERS for revision in revisions]


LINE_FIELDS = (
    "description",
    "hsn",
    "quantity",
    "unit",
    "rate",
    "discount",
    "tax_rate",
    "tax_code",
    "amount",
    "taxable",
    "tax",
)


def _lines(invoice):
    rows = list(invoice.lines.values(*LINE_FIELDS))
    for row in rows:
        # Lines of the first version know only their amount.
        row["taxable"] = row["amount"] if row["taxable"] is None else row["taxable"]
        row["tax"] = Decimal(0) if row["tax"] is None else row["tax"]
    return rows


def _against(invoice):
    """The invoice that a debit note raises."""
    first = invoice.against
    return [{"number": first.number, "date": first.issued_on, "amount": invoice.total}] if first else []


def _paid_at_issue(invoice):
    """An advance that was there already: the paper says so, what comes later stands on the live page."""
    taken = invoice.allocations.filter(on__lte=invoice.issued_on, payment__created_at__lte=invoice.created_at)
    return taken.aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")


def state_of_supply(business, code):
    """``Karnataka (29)``"""
    states = countries.get(business.country).states
    return f"{states[code]} ({code})" if code in states else ""
