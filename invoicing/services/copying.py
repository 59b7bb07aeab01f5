"""The same invoice once more, as a draft to look at."""

from invoicing.services.drafts import start_draft


def copy_invoice(invoice, *, by, at=None):
    """A new draft with the lines of an issued invoice at the rates of then; dates and number are new."""
    lines = [
        {
            "description": line.description,
            "hsn": line.hsn,
            "quantity": line.quantity,
            "unit": line.unit,
            "rate": line.rate,
            "discount": line.discount,
            "tax_rate": line.tax_rate if invoice.tax_lines else None,
            "source": invoice.number,
        }
        for line in invoice.lines.order_by("position")
    ]
    return start_draft(
        invoice.party,
        lines=lines,
        by=by,
        at=at,
        discount=invoice.discount,
        tax_inclusive=invoice.tax_inclusive,
        notes=invoice.notes,
        ship_to=invoice.ship_to,
    )
