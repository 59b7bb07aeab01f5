"""Drafts and invoices as the API shows them: keys of the management document."""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext

from invoicing import selectors
from invoicing.selectors.drafts import draft_totals
from smartkhata.core import money

# The machine's progress as the API tells it.
GENERATION = {"running": "generating"}


def draft(row, business, day):
    """A draft (endpoint 6), with what the editor needs besides."""
    totals = draft_totals(row, business)
    return {
        "draft_id": row.number,
        "id": row.pk,
        "customer_id": row.party.number,
        "status": row.status,
        "generation": GENERATION.get(row.generation, row.generation) or None,
        "generation_error": gettext(row.generation_error) if row.generation_error else None,
        "generated_by": row.generated_by,
        "ai_model": row.ai_model or None,
        "generation_prompt": row.prompt or None,
        "invoice_data": _invoice_data(row, totals, day),
        "ai_confidence": row.confidence,
        "suggestions": [gettext(text) for text in row.suggestions],
        "flags": row.flags,
        "template": row.template.key if row.template else None,
        "version": row.version,
        "previous_version_id": row.previous_version_id,
        "notes": row.notes,
        "created_at": row.created_at,
        "reviewed_at": row.reviewed_at,
        "opened_at": row.opened_at,
        "sent_at": row.sent_at,
        "converted_to_invoice_id": _became(row),
    }


def _became(row):
    return (
        row.invoices.values_list("number", flat=True).first() if row.status == row.Status.CONVERTED else None
    )


def invoice(row, day):
    """One invoice in full."""
    return {
        **invoice_row(row, day),
        "customer_name": row.buyer["name"],
        "items": [
            {**line, "amount": line["amount"], "quantity": plain(line["quantity"])}
            for line in row.lines.values(*selectors.documents.LINE_FIELDS)
        ],
        "subtotal": row.subtotal,
        "discount": row.discount,
        "tax": row.tax,
        "tax_lines": selectors.documents.tax_lines(row),
        "round_off": row.round_off,
        "kind": row.kind,
        "against": row.against.number if row.against else None,
        "reason": row.reason or None,
        "payments": [_payment(part) for part in _parts(row, ("payment", "withheld"))],
        "credits": [_credit(part) for part in _parts(row, ("credit_note", "write_off"))],
        "pay_code": row.pay_code,
        "reference": row.reference,
        "ship_to": row.ship_to,
        "customer_email": row.email or row.buyer.get("email", ""),
        "corrections": list(row.corrections.values("field", "before", "after", "at")),
        "notes": row.notes,
        "etims": row.etims or None,
        "place_of_supply": row.place_of_supply,
        "void_reason": row.void_reason or None,
        "pdf_url": f"{settings.PUBLIC_BASE_URL}/api/invoices/{row.number}/pdf",
    }


def _parts(row, kinds):
    rows = row.allocations.filter(kind__in=kinds).select_related("payment", "credit_note")
    return rows.order_by("on", "payment__number")


def _payment(part):
    return {
        "payment_id": part.payment_id,
        "receipt_number": part.payment.number,
        "amount": part.amount,
        "method": part.payment.method if part.kind == "payment" else part.kind,
        "received_on": part.payment.received_on,
    }


def _credit(part):
    return {
        "kind": part.kind,
        "credit_note_id": part.credit_note.number if part.credit_note else None,
        "amount": part.amount,
        "date": part.on,
    }


def invoice_row(row, day):
    """One invoice of a list."""
    return {
        "invoice_id": row.number,
        "id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.buyer["name"],
        "status": selectors.state_of(row, day),
        "date": row.issued_on,
        "due_date": row.due_on,
        "currency": row.currency,
        "total": row.total,
        "paid": row.money_paid,
        "credited": row.credited,
        "balance_due": row.balance_due,
    }


def plain(number):
    """3.000 -> 3: a quantity as people write it."""
    number = Decimal(number)
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


def _invoice_data(row, totals, day):
    items = []
    for number, line in enumerate(row.lines):
        rate = None if line["rate"] is None else Decimal(line["rate"])
        items.append(
            {
                "description": line["description"],
                "quantity": None if line["quantity"] is None else plain(line["quantity"]),
                "unit": line["unit"],
                "rate": rate,
                "discount": Decimal(line["discount"]),
                "tax_rate": totals.lines[number].tax_rate if totals else line["tax_rate"],
                "hsn": line["hsn"],
                "amount": totals.lines[number].amount if totals else _amount(line, rate),
                "source": line["source"],
            }
        )
    return {
        "customer_name": row.party.name,
        "customer_email": row.party.email,
        "items": items,
        "subtotal": totals.subtotal if totals else None,
        "discount": row.discount,
        "delivery_charge": row.delivery_charge,
        "tax": totals.tax if totals else None,
        "tax_lines": [vars(line) for line in totals.tax_lines] if totals else [],
        "round_off": totals.round_off if totals else None,
        "total": totals.total if totals else None,
        "issue_date": row.issued_on,
        "due_date": selectors.drafts.due_on(row, row.issued_on or day),
    }


def _amount(line, rate):
    if rate is None or line["quantity"] is None:
        return None
    return money.half_up(Decimal(line["quantity"]) * rate) - Decimal(line["discount"])
