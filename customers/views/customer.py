"""One customer: what they owe and why, and the two taps that write the khata."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers import addresses, panels, selectors
from customers.forms import EntryForm
from customers.services.ledger import note_entry
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.selectors import recent_events

PAGE = 50
EVENTS = 100
TABS = (
    ("", gettext_lazy("Overview")),
    ("invoices", gettext_lazy("Invoices")),
    ("payments", gettext_lazy("Payments")),
    ("activity", gettext_lazy("Activity")),
)
KINDS = {"invoices": ("invoice", "void"), "payments": ("payment", "got", "reversal")}


@owner_page("customers.view")
def customer(request, party):
    form = EntryForm.blank(today(request.business))
    return _page(request, selectors.find_party(party), form)


@owner_page("khata.enter")
def entry_new(request, party):
    party, day = selectors.find_party(party), today(request.business)
    form = EntryForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        try:
            note_entry(party, direction=request.POST.get("direction"), by=request.user, **form.entry())
        except DomainError as error:
            refused(form, error)
            if error.code == "key_reused":
                form.renew_key()
        else:
            messages.success(request, _("Written into the khata."))
            return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    return _page(request, party, form if form.is_bound else EntryForm.blank(day))


def _page(request, party, form):
    day, tab = today(request.business), request.GET.get("tab", "")
    context = {
        "party": party,
        "day": day,
        "tab": tab if tab in dict(TABS) else "",
        "tabs": TABS,
        "form": form,
        "address": addresses.lines(party.address),
        "payment_state": selectors.payment_status(party, day),
        **panels.panels_of(party),
    }
    context |= _shown(context["tab"], party, request.GET.get("page"))
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/detail.html", context, status=status)


def _shown(tab, party, number):
    """What only this tab needs."""
    if tab == "activity":
        return {"events": recent_events(party=party, limit=EVENTS)}
    rows = selectors.entries_of(party, KINDS[tab]) if tab else selectors.ledger(party)
    shown = {"page": Paginator(rows, PAGE).get_page(number), "query": f"tab={tab}" if tab else ""}
    return shown if tab else shown | {"panels": panels.templates()}
