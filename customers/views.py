"""Customers for the owner: list, one, new, edit, and entries of the khata."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers import selectors
from customers.answers import address_lines
from customers.forms import EntryForm, NewPartyForm, PartyForm
from customers.services.ledger import note_entry
from customers.services.parties import add_party, change_party
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.selectors import recent_events

PAGE = 50
VIEWS = (
    ("", gettext_lazy("All")),
    ("overdue", gettext_lazy("Overdue")),
    ("warning", gettext_lazy("Due soon")),
    ("inactive", gettext_lazy("Inactive")),
)


@owner_page("customers.view")
def customers(request):
    asked, day = request.GET, today(request.business)
    view = asked.get("view", "")
    rows = selectors.parties(
        day=day,
        status="inactive" if view == "inactive" else "active",
        payment_status=view if view in ("overdue", "warning") else "",
        search=asked.get("search", ""),
        sort=asked.get("sort") or "-outstanding",
    )
    page = Paginator(rows, PAGE).get_page(asked.get("page"))
    for party in page:
        party.payment_state = selectors.payment_status(party, day)
    query = asked.copy()
    query.pop("page", None)
    context = {"page": page, "summary": selectors.summary(day), "views": VIEWS, "view": view}
    context |= {"search": asked.get("search", ""), "query": query.urlencode()}
    template = "customers/_rows.html" if request.htmx else "customers/list.html"
    return render(request, template, context)


@owner_page("customers.view")
def customer(request, party):
    return _customer_page(request, selectors.find_party(party), EntryForm(initial=_entry_start(request)))


@owner_page("khata.enter")
def entry_new(request, party):
    party = selectors.find_party(party)
    form = EntryForm(request.POST or None, initial=_entry_start(request))
    if request.method == "POST" and form.is_valid():
        try:
            direction = request.POST.get("direction", "")
            note_entry(party, direction=direction, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Written into the khata."))
            return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    return _customer_page(request, party, form)


@owner_page("customers.edit")
def customer_new(request):
    form = NewPartyForm(request.POST or None, country=countries.get(request.business.country))
    form.fields["name"].initial = request.GET.get("name", "")
    if request.method == "POST" and form.is_valid():
        try:
            party = add_party(by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("%(name)s is in your khata.") % {"name": party.name})
            return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    return _form_page(request, form, title=_("Add a customer"))


@owner_page("customers.edit")
def customer_edit(request, party):
    party = selectors.find_party(party)
    fields = ("name", "phone", "email", "state_code", "tax_id", "payment_terms", "language", "notes")
    initial = {field: getattr(party, field) for field in fields} | {"address": address_lines(party.address)}
    country = countries.get(request.business.country)
    form = PartyForm(request.POST or None, initial=initial, country=country)
    if request.method == "POST" and form.is_valid():
        try:
            change_party(party, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    return _form_page(request, form, title=party.name, party=party)


def _customer_page(request, party, form):
    more = {}
    for name in import_string(settings.PANELS):
        more |= import_string(name)(party)
    context = {
        "party": party,
        "address": address_lines(party.address),
        "entries": selectors.ledger(party)[:PAGE],
        "payment_state": selectors.payment_status(party, today(request.business)),
        "events": recent_events(party=party, limit=12),
        "panels": import_string(settings.PANEL_TEMPLATES),
        "form": form,
        **more,
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/detail.html", context, status=status)


def _form_page(request, form, **context):
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/form.html", {"form": form, **context}, status=status)


def _entry_start(request):
    return {"on": today(request.business)}
