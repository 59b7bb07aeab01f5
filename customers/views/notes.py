"""The notes tab: what the shop writes about a customer, for itself."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.forms import NoteForm
from customers.selectors import find_party
from customers.services.notes import add_note, remove_note
from customers.views.customer import tab
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50


@owner_page("customers.view")
def customer_notes(request, party):
    return _page(request, find_party(party), NoteForm())


@owner_page("customers.edit")
def note_new(request, party):
    party, form = find_party(party), NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_note(party, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Noted."))
            return redirect("owner:customer_notes", shop=request.business.slug, party=party.pk)
    return _page(request, party, form)


@owner_page("customers.edit")
@require_POST
def note_remove(request, party, note):
    remove_note(find_party(party), note, by=request.user)
    messages.success(request, _("The note is deleted."))
    return redirect("owner:customer_notes", shop=request.business.slug, party=party)


def _page(request, party, form):
    page = Paginator(party.note_rows.all(), PAGE).get_page(request.GET.get("page"))
    return tab(request, party, "customer_notes", page=page, form=form)
