"""Drafts, invoices, payments and claims as the API shows them: keys of the management document."""

from decimal import Decimal

from django.conf import settings

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
        "generation_error": row.generation_error or None,
        "generated_by": row.generated_by,
        "ai_model": row.ai_model or None,
        "generation_prompt": row.prompt or None,
        "invoice_data": _invoice_data(row, totals, day),
        "ai_confidence": row.confidence,
        "suggestions": row.suggestions,
        "flags": row.flags,
        "version": row.version,
        "notes": row.notes,
        "created_at": row.created_at,
        "reviewed_at": row.reviewed_at,
        "sent_at": row.sent_at,
    }


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
        "payments": [
            {
                "payment_id": part.payment_id,
                "receipt_number": part.payment.number,
                "amount": part.amount,
                "method": part.payment.method,
                "received_on": part.payment.received_on,
            }
            for part in row.allocations.select_related("payment").order_by("on", "payment__number")
        ],
        "pay_code": row.pay_code,
        "notes": row.notes,
        "place_of_supply": row.place_of_supply,
        "void_reason": row.void_reason or None,
        "pdf_url": f"{settings.PUBLIC_BASE_URL}/api/invoices/{row.number}/pdf",
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
        "paid": row.paid,
        "balance_due": row.balance_due,
    }


def payment(row):
    return {
        "payment_id": row.pk,
        "receipt_number": row.number,
        "customer_id": row.party.number,
        "amount": row.amount,
        "currency": row.currency,
        "method": row.method,
        "reference": row.reference,
        "received_on": row.received_on,
        "allocations": [
            # None: it settled what is owed in the khata outside invoices.
            {"invoice_id": part.invoice.number if part.invoice else None, "amount": part.amount}
            for part in row.allocations.all()
        ],
        "balance_after": row.balance_after,
        "receipt_url": f"{settings.PUBLIC_BASE_URL}/api/payments/{row.pk}/receipt",
    }


def claim(row):
    return {
        "claim_id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.party.name,
        "invoice_id": row.invoice.number,
        "amount": row.amount,
        "method": row.method,
        "reference": row.reference,
        "paid_on": row.paid_on,
        "status": row.status,
        "reason": row.reason or None,
        "payment_id": row.payment_id,
        "claimed_at": row.claimed_at,
        "decided_at": row.decided_at,
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
        "tax": totals.tax if totals else None,
        "tax_lines": [vars(line) for line in totals.tax_lines] if totals else [],
        "round_off": totals.round_off if totals else None,
        "total": totals.total if totals else None,
        "due_date": selectors.drafts.due_on(row, day),
    }


def _amount(line, rate):
    return (
        None
        if rate is None or line["quantity"] is None
        else money.half_up(Decimal(line["quantity"]) * rate) - Decimal(line["discount"])
    )
