"""Quotes: one, many, where they stand, and as the document that the customer gets."""

from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from customers.search import key_of
from invoicing.documents.complete import complete
from invoicing.models import Quote
from invoicing.numbering import stripped
from invoicing.selectors.documents import dressed, state_of_supply, tax_lines, verify_uri
from invoicing.selectors.references import find
from invoicing.selectors.templates import content_of
from smartkhata.core.errors import DomainError

STATES = ("open", "accepted", "declined", "withdrawn", "expired")
NUMBERS = ("quantity", "rate", "discount", "tax_rate", "amount", "taxable", "tax")


def find_quote(ref):
    """A quote by UUID, number or stripped number; 404 otherwise."""
    rows = Quote.objects.select_related("party__business", "draft", "template_version")
    return find(
        rows,
        ref,
        missing=_("This quote was not found."),
        by_number=lambda text: {"number_key": stripped(text)},
    )


def quotes(*, day, party=None, status="", search=""):
    """Newest first. `status` is one of STATES; `day` is today in the shop."""
    rows = Quote.objects.select_related("party").order_by("-issued_on", "-created_at", "-pk")
    if party is not None:
        rows = rows.filter(party=party)
    if search:
        rows = rows.filter(
            Q(number_key__contains=stripped(search)) | Q(party__name_key__contains=key_of(search))
        )
    if not status:
        return rows
    if status not in STATES:
        raise DomainError(_("The status is one of %(all)s.") % {"all": ", ".join(STATES)}, code="bad_status")
    if status == "expired":
        return rows.filter(status=Quote.Status.OPEN, valid_until__lt=day)
    rows = rows.filter(status=status)
    return rows.filter(valid_until__gte=day) if status == "open" else rows


def is_over(quote, day):
    """Whether its last day has passed; the day itself still counts."""
    return quote.valid_until < day


def quote_state(quote, day):
    """One of STATES."""
    return "expired" if quote.status == Quote.Status.OPEN and is_over(quote, day) else quote.status


def quote_lines(quote):
    """The lines with Decimals."""
    return [{**line, **{key: Decimal(line[key]) for key in NUMBERS}} for line in quote.lines]


def quote_document(quote, business):
    """The Document (documents/shape.py) of a quote."""
    core = {
        "kind": "estimate",
        "country": business.country,
        "status": "void" if quote.status == Quote.Status.WITHDRAWN else "issued",
        **{field: getattr(quote, field) for field in FIELDS},
        "ship_to": {"address": quote.ship_to} if quote.ship_to else None,
        "lines": quote_lines(quote),
        "tax_lines": tax_lines(quote),
        "place_of_supply": state_of_supply(business, quote.place_of_supply),
        "place_reason": quote.place_reason,
        "verify_uri": verify_uri(quote),
    }
    return complete(core | dressed(quote, business), content_of(quote.template_version))


FIELDS = (
    "title",
    "number",
    "issued_on",
    "valid_until",
    "reference",
    "seller",
    "buyer",
    "currency",
    "subtotal",
    "discount",
    "tax",
    "tax_inclusive",
    "round_off",
    "total",
    "notes",
    "seal",
)
