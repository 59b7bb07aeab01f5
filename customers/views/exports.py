"""The lists of the khata as files, with the filters of the page they are asked from."""

from django.utils.translation import gettext as _

from customers import addresses, selectors
from customers.templatetags.khata import KINDS
from customers.views.book import filtered
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.sheets import as_file


@owner_page("customers.view")
def customers(request):
    """?format=csv or xlsx, and the filters of the list."""
    day = today(request.business)
    rows = filtered(request.GET, day)[0].prefetch_related("tag_rows")
    name = f"customers-{day}"
    return as_file(request.GET.get("format", "csv"), name=name, business=request.business, rows=rows, columns=[
        (_("Number"), lambda party: party.number),
        (_("Name"), lambda party: party.name),
        (_("Phone"), lambda party: party.phone),
        (_("E-mail"), lambda party: party.email),
        (_("Second phone"), lambda party: party.secondary_phone),
        (_("Address"), lambda party: addresses.lines(party.address).replace("\n", ", ")),
        (_("Tax number"), lambda party: party.tax_id),
        (_("Status"), lambda party: party.status),
        (_("Payment"), lambda party: selectors.payment_status(party, day)),
        (_("Invoices"), lambda party: party.total_invoices),
        (_("Billed"), lambda party: party.total_billed),
        (_("Paid"), lambda party: party.total_paid),
        (_("Outstanding"), lambda party: party.balance),
        (_("Last invoice"), lambda party: party.last_invoice_on),
        (_("Tags"), lambda party: ", ".join(party.tags)),
    ])  # fmt: skip


@owner_page("customers.view")
def khata(request, party):
    """The khata of one customer, oldest line first, with the balance after each."""
    party = selectors.find_party(party)
    rows, name = list(selectors.ledger(party))[::-1], f"khata-{party.number}"
    return as_file(request.GET.get("format", "csv"), name=name, business=request.business, rows=rows, columns=[
        (_("Date"), lambda entry: entry.on),
        (_("What"), lambda entry: str(KINDS[entry.kind])),
        (_("Note"), lambda entry: entry.note),
        (_("You gave"), lambda entry: entry.amount if entry.amount > 0 else None),
        (_("You got"), lambda entry: -entry.amount if entry.amount < 0 else None),
        (_("Balance"), lambda entry: entry.running),
    ])  # fmt: skip
