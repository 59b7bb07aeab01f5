"""Invoices and payments as files, with the filters of the list they are asked from."""

from django.utils.translation import gettext as _

from customers.selectors import find_party
from invoicing import selectors
from invoicing.models import Payment
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.sheets import as_file


@owner_page("invoices.view")
def invoices(request):
    """?format=csv or xlsx, ?status= and ?search= of the list, ?party= of one customer."""
    day, asked = today(request.business), request.GET
    party = find_party(asked["party"]) if asked.get("party") else None
    rows = selectors.invoices(
        day=day, party=party, status=asked.get("status", ""), search=asked.get("search", "")
    )
    name = f"invoices-{day}"
    return as_file(asked.get("format", "csv"), name=name, business=request.business, rows=rows, columns=[
        (_("Number"), lambda invoice: invoice.number),
        (_("Date"), lambda invoice: invoice.issued_on),
        (_("Due"), lambda invoice: invoice.due_on),
        (_("Customer"), lambda invoice: invoice.buyer["name"]),
        (_("Phone"), lambda invoice: invoice.buyer.get("phone", "")),
        (_("Status"), lambda invoice: selectors.state_of(invoice, day)),
        (_("Currency"), lambda invoice: invoice.currency),
        (_("Before tax"), lambda invoice: invoice.subtotal - invoice.discount),
        (_("Tax"), lambda invoice: invoice.tax),
        (_("Total"), lambda invoice: invoice.total),
        (_("Paid"), lambda invoice: invoice.paid),
        (_("Still to pay"), lambda invoice: invoice.balance_due),
    ])  # fmt: skip


@owner_page("invoices.view")
def payments(request):
    """?format=csv or xlsx, ?party= of one customer."""
    party = find_party(request.GET["party"]) if request.GET.get("party") else None
    rows = Payment.objects.select_related("party").order_by("-received_on", "-created_at", "-pk")
    rows = rows if party is None else rows.filter(party=party)
    name = f"payments-{today(request.business)}"
    return as_file(request.GET.get("format", "csv"), name=name, business=request.business, rows=rows, columns=[
        (_("Receipt"), lambda payment: payment.number),
        (_("Date"), lambda payment: payment.received_on),
        (_("Customer"), lambda payment: payment.party.name),
        (_("Phone"), lambda payment: payment.party.phone),
        (_("How"), lambda payment: payment.get_method_display()),
        (_("Reference"), lambda payment: payment.reference),
        (_("Currency"), lambda payment: payment.currency),
        (_("Amount"), lambda payment: payment.amount),
        (_("Note"), lambda payment: payment.note),
    ])  # fmt: skip
