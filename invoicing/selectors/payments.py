"""Payments and what they settled."""

from django.db.models import Q
from django.utils.translation import gettext as _

from customers.search import fold
from invoicing.models import Method, Payment, Refund
from invoicing.selectors.references import find
from smartkhata.core.errors import DomainError


def find_payment(ref):
    """A payment by UUID or receipt number; 404 otherwise."""
    rows = Payment.objects.select_related("party").prefetch_related("allocations__invoice")
    return find(
        rows, ref, missing=_("This payment was not found."), by_number=lambda text: {"number": text.upper()}
    )


def find_refund(ref):
    """A refund by UUID or number; 404 otherwise."""
    rows = Refund.objects.select_related("party", "payment", "credit_note")
    return find(
        rows, ref, missing=_("This refund was not found."), by_number=lambda text: {"number": text.upper()}
    )


def payments(*, party=None, method="", search=""):
    """Newest first, with party and allocations; `search` is a receipt number, a reference or a name."""
    rows = Payment.objects.select_related("party").prefetch_related("allocations__invoice")
    rows = rows.order_by("-received_on", "-created_at", "-pk")
    if party is not None:
        rows = rows.filter(party=party)
    if method and method not in Method.values:
        raise DomainError(
            _("The method is one of %(all)s.") % {"all": ", ".join(Method.values)}, code="bad_method"
        )
    if method:
        rows = rows.filter(method=method)
    if search:
        key = "".join(search.split()).upper()
        wanted = Q(number__contains=key) | Q(reference__contains=key)
        rows = rows.filter(wanted | Q(party__name_key__contains=fold(search)))
    return rows


def payments_of(party):
    return payments(party=party)
