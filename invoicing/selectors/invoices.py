"""Invoices: one, many, open ones, and the state that follows from what was paid and the day."""

from django.db.models import F, Min, Q
from django.utils.translation import gettext as _

from customers.search import key_of
from invoicing.models import Invoice
from invoicing.numbering import stripped
from invoicing.selectors.references import find
from smartkhata.core.errors import DomainError

STATES = ("open", "partly_paid", "paid", "overdue", "unpaid", "void", "written_off")


def find_invoice(ref):
    """An invoice by UUID, number or stripped number; 404 otherwise."""
    rows = Invoice.objects.select_related("party", "against")
    return find(
        rows,
        ref,
        missing=_("This invoice was not found."),
        by_number=lambda text: {"number_key": stripped(text)},
    )


def invoices(*, day, party=None, status="", search=""):
    """Newest first. `status` is one of STATES ("unpaid": any open balance); `day` is today in the shop."""
    rows = Invoice.objects.select_related("party").order_by("-issued_on", "-created_at", "-pk")
    if party is not None:
        rows = rows.filter(party=party)
    if status:
        rows = rows.filter(_in_state(status, day))
    if search:
        key = stripped(search)
        rows = rows.filter(Q(number_key__contains=key) | Q(party__name_key__contains=key_of(search)))
    return rows


def open_invoices(party=None):
    """Invoices with something left to pay, oldest due first."""
    rows = Invoice.objects.filter(status=Invoice.Status.OPEN, paid__lt=F("total"))
    rows = rows if party is None else rows.filter(party=party)
    return rows.order_by("due_on", "number")


def oldest_due_on(party):
    return open_invoices(party).aggregate(day=Min("due_on"))["day"]


def state_of(invoice, day):
    """open, partly_paid, paid, overdue, void or written_off; the due day itself is not overdue."""
    if invoice.status != Invoice.Status.OPEN:
        return invoice.status
    if invoice.paid >= invoice.total:
        return "paid"
    if invoice.due_on < day:
        return "overdue"
    return "partly_paid" if invoice.paid else "open"


def _in_state(status, day):
    is_open = Q(status=Invoice.Status.OPEN)
    unpaid = is_open & Q(paid__lt=F("total"))
    states = {
        "open": unpaid & Q(paid=0, due_on__gte=day),
        "partly_paid": unpaid & Q(paid__gt=0, due_on__gte=day),
        "overdue": unpaid & Q(due_on__lt=day),
        "unpaid": unpaid,
        "paid": is_open & Q(paid=F("total")),
        "void": Q(status=Invoice.Status.VOID),
        "written_off": Q(status=Invoice.Status.WRITTEN_OFF),
    }
    if status not in states:
        raise DomainError(_("The status is one of %(all)s.") % {"all": ", ".join(STATES)}, code="bad_status")
    return states[status]
