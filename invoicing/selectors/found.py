"""Invoices for the search box of every page."""

from django.db.models import Q

from invoicing.models import Invoice
from invoicing.numbering import stripped


def invoices_like(text, *, limit):
    """Rows of the palette (customers/palette.py): invoices whose number begins or ends with what was typed."""
    key = stripped(text)
    if not any(char.isdigit() for char in key):
        return []
    fits = Q(number_key__gte=key, number_key__lt=f"{key}\U0010ffff") | Q(number_key__endswith=key)
    rows = Invoice.objects.filter(fits).select_related("party").order_by("-issued_on", "-created_at")
    return [
        {"name": row.number, "detail": row.party.name, "amount": row.total, "page": ("owner:invoice", row.pk)}
        for row in rows[:limit]
    ]
