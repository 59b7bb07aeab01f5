"""A new invoice begins with its customer: found, or written down on the way."""

from django.shortcuts import redirect, render

from customers.forms import QuickPartyForm
from customers.selectors import parties
from customers.services.parties import add_party
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

RECENT = 8


@owner_page("invoices.draft")
def invoice_new(request):
    """Pick a customer, or give a new one's name and phone, and go on to the items."""
    may_add = "customers.edit" in request.membership.may
    asked = {field: request.GET.get(field, "") for field in QuickPartyForm.base_fields}
    form = QuickPartyForm(request.POST or None, initial=asked)
    twin = None
    if request.method == "POST" and may_add and form.is_valid():
        try:
            party = add_party(by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
            twin = error.extra.get("customer")
        else:
            return redirect("owner:generate", shop=request.business.slug, party=party.pk)
    day = today(request.business)
    context = {
        "form": form if may_add and (form.is_bound or request.GET.keys() & {*asked, "new"}) else None,
        "twin": twin,
        "recent": parties(day=day, status="active", sort="-last_invoice")[:RECENT],
    }
    return render(request, "invoicing/choose.html", context, status=400 if form.errors else 200)
