"""Who may stand in the book twice: while somebody is written down, and afterwards."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.duplicates import REASONS, likely_pairs, look_alikes
from customers.selectors import find_party
from customers.services.apart import keep_apart
from smartkhata.accounts.doors import owner_page

_TYPED = ("name", "phone", "email", "tax_id")


@owner_page("customers.view")
def duplicates(request):
    return render(request, "customers/duplicates.html", {"pairs": likely_pairs()})


@owner_page("customers.edit")
@require_POST
def apart(request):
    one, other = (find_party(request.POST.get(key, "")) for key in ("one", "other"))
    keep_apart(one, other, by=request.user)
    messages.success(request, _("%(one)s and %(other)s stay two customers.") % {"one": one, "other": other})
    return redirect("owner:duplicates", shop=request.business.slug)


@owner_page("customers.edit")
def alike(request):
    """Below the form of a customer, while it is filled in (htmx): who is in the book already and looks the same."""
    typed = {field: request.GET.get(field, "") for field in _TYPED}
    besides = find_party(request.GET["besides"]) if request.GET.get("besides") else None
    found = [
        (party, [REASONS[reason] for reason in reasons])
        for party, reasons in look_alikes(besides=besides, **typed)
    ]
    return render(request, "customers/_alike.html", {"alike": found})
