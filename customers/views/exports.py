"""The lists of the khata as files, with the filters of the page they are asked from."""

from customers import selectors
from customers.files import customers_file, khata_file
from customers.views.book import filtered
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today


@owner_page("customers.view")
def customers(request):
    """?format=csv or xlsx, and the filters of the list."""
    day, form = today(request.business), request.GET.get("format", "csv")
    return customers_file(form, business=request.business, rows=filtered(request.GET, day)[0], day=day)


@owner_page("customers.view")
def khata(request, party):
    """?format=csv or xlsx: the khata of one customer."""
    form = request.GET.get("format", "csv")
    return khata_file(form, business=request.business, party=selectors.find_party(party))
