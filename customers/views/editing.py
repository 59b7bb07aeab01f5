"""Adding a customer, and changing what is known of one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from customers import selectors
from customers.forms import NewPartyForm, PartyForm
from customers.services.parties import add_party, change_party
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

# What a search that found nobody already knows.
_PREFILLED = ("name", "phone", "email")


@owner_page("customers.edit")
def customer_new(request):
    known = {field: request.GET.get(field, "") for field in _PREFILLED}
    form = NewPartyForm(request.POST or None, initial=known, country=_country(request))
    if request.method == "POST" and form.is_valid():
        try:
            party = add_party(by=request.user, **form.details())
        except DomainError as error:
            refused(form, error)
            return _form_page(request, form, twin=error.extra.get("customer"))
        messages.success(request, _("%(name)s is in your khata.") % {"name": party.name})
        return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    return _form_page(request, form)


@owner_page("customers.edit")
def customer_edit(request, party):
    party = selectors.find_party(party)
    may = request.membership.may
    form = PartyForm.of(party, request.POST or None, country=_country(request), may=may)
    if request.method == "POST" and form.is_valid():
        try:
            change_party(party, by=request.user, **form.details())
        except DomainError as error:
            refused(form, error)
            return _form_page(request, form, party=party, twin=error.extra.get("customer"))
        messages.success(request, _("Saved."))
        return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    return _form_page(request, form, party=party)


def _form_page(request, form, **context):
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/form.html", {"form": form, **context}, status=status)


def _country(request):
    return countries.get(request.business.country)
