"""The two taps that write the khata, and the ways to mend it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers import selectors
from customers.forms import EntryForm
from customers.services.corrections import reverse_entry, write_off_difference
from customers.services.ledger import note_entry
from customers.services.photos import keep_photo
from customers.views.customer import overview
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("khata.enter")
def entry_new(request, party):
    party, day = selectors.find_party(party), today(request.business)
    form = EntryForm(request.POST or None, request.FILES or None, day=day)
    if request.method == "POST" and form.is_valid():
        try:
            entry = _write(request, party, form)
        except DomainError as error:
            refused(form, error)
            if error.code == "key_reused":
                form.renew_key()
        else:
            page = reverse("owner:customer", args=[request.business.slug, party.pk])
            return redirect(f"{page}?written={entry.pk}")
    return overview(request, party, form if form.is_bound else EntryForm.blank(day))


@owner_page("khata.enter")
@require_POST
def entry_undo(request, party, entry):
    """Take an entry back: the line stays, and the opposite line stands beside it."""
    party = selectors.find_party(party)
    entry = selectors.find_entry(party, entry)
    return _mend(request, party, _("The entry is taken back."), reverse_entry, entry)


@owner_page("khata.write_off")
@require_POST
def difference(request, party):
    """Let a small difference go."""
    party = selectors.find_party(party)
    return _mend(request, party, _("The difference is let go."), write_off_difference, party)


def _write(request, party, form):
    """Entry and photo together, or neither."""
    written = form.entry()
    photo = written.pop("photo", None)
    with transaction.atomic():
        entry = note_entry(party, direction=request.POST.get("direction"), by=request.user, **written)
        if photo:
            keep_photo(entry, photo, by=request.user)
    return entry


def _mend(request, party, done, change, row):
    try:
        change(row, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("owner:customer", shop=request.business.slug, party=party.pk)
