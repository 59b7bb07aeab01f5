"""A credit note as the document that the customer gets (Rule 53(1A))."""

from invoicing.documents.complete import complete
from invoicing.selectors.documents import dressed, state_of_supply, tax_lines, verify_uri
from invoicing.selectors.templates import content_of

LINE = ("description", "hsn", "quantity", "unit", "rate", "discount", "tax_rate", "amount")


def credit_note_document(note, business):
    """The Document of a credit note: it looks like the invoice that it corrects, and names it."""
    invoice = note.invoice
    core = {
        "kind": "credit_note",
        "country": business.country,
        "status": "issued",
        **{field: getattr(note, field) for field in FIELDS},
        "against": [{"number": invoice.number, "date": invoice.issued_on, "amount": note.total}],
        "lines": list(note.lines.values(*LINE)),
        "tax_lines": tax_lines(note),
        "place_of_supply": state_of_supply(business, note.place_of_supply),
        "verify_uri": verify_uri(note),
    }
    return complete(core | dressed(invoice, business), content_of(invoice.template_version))


FIELDS = (
    "title",
    "number",
    "issued_on",
    "reason",
    "seller",
    "buyer",
    "currency",
    "subtotal",
    "discount",
    "tax",
    "tax_inclusive",
    "round_off",
    "total",
    "seal",
)
