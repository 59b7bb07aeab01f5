"""Invoices and payments as files, with the filters of the list they are asked from."""

from customers.selectors import find_party
from invoicing import selectors
from invoicing.files import invoices_file, payments_file
from invoicing.models import Payment
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today


@owner_page("invoices.view")
def invoices(request):
    """?format=csv or xlsx, ?status= and ?search= of the list, ?party= of one customer."""
    day, asked = today(request.business), request.GET
    party = find_party(asked["party"]) if asked.get("party") else None
    rows = selectors.invoices(
        day=day, party=party, status=asked.get("status", ""), search=asked.get("search", "")
    )
    return invoices_file(asked.get("format", "csv"), business=request.business, rows=rows, day=day)


@owner_page("invoices.view")
def payments(request):
    """?format=csv or xlsx, ?party= of one customer."""
    party = find_party(request.GET["party"]) if request.GET.get("party") else None
    rows = Payment.objects.select_related("party").order_by("-received_on", "-created_at", "-pk")
    rows = rows if party is None else rows.filter(party=party)
    form = request.GET.get("format", "csv")
    return payments_file(form, business=request.business, rows=rows, day=today(request.business))
