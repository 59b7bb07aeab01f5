"""The timeline of messages: a page of its own, and the piece that a page fetches again while one is under way."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from customers.selectors import find_party
from invoicing.selectors import find_invoice
from notifications.templatetags.told import told_of
from smartkhata.accounts.doors import owner_page

PIECE = 6


@owner_page("invoices.view")
def invoice_messages(request, invoice):
    found = find_invoice(invoice)
    return _told(request, found.party, found)


@owner_page("customers.view")
def customer_messages(request, party):
    return _told(request, find_party(party), None)


def _told(request, party, invoice):
    context = {"party": party, "invoice": invoice, "again": request.path}
    if request.htmx and not request.htmx.history_restore_request:
        looks = request.GET.get("looks", "")
        context |= {
            "rows": told_of(party=party, invoice=invoice, limit=PIECE),
            "looks": int(looks) if looks.isdecimal() else 10,
        }
        response = render(request, "notifications/_told.html", context)
    else:
        response = render(request, "notifications/told.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
