"""The page on which a Kenyan shop copies what eTIMS gave for an invoice."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from invoicing import selectors
from invoicing.etims_forms import EtimsForm
from invoicing.services.corrections import correct_invoice
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("invoices.issue")
def etims(request, invoice):
    """Number and link together, or neither; empty boxes take it off the paper again."""
    found = selectors.find_invoice(invoice)
    if request.business.country != "KE":
        raise Http404
    form = EtimsForm(request.POST or None, initial=found.etims)
    if request.method == "POST" and form.is_valid():
        try:
            correct_invoice(found, etims=form.cleaned_data, by=request.user)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved. The invoice's PDF shows it in a moment."))
            return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)
    context = {"invoice": found, "form": form}
    return render(request, "invoicing/etims.html", context, status=400 if form.errors else 200)
