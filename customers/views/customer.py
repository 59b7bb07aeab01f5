"""One customer: what they owe and why. Each tab is a page of its own address."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from customers import addresses, panels, selectors
from customers.forms import EntryForm
from customers.selectors.timeline import timeline
from customers.services.corrections import BY_HAND
from customers.services.photos import photos_of
from customers.services.standing import allow_for_a_day, is_allowed
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

PAGE = 50
# The name of each tab's address, its word and its template.
TABS = (
    ("customer", gettext_lazy("Overview"), "customers/_khata.html"),
    ("customer_invoices", gettext_lazy("Invoices"), "customers/_documents.html"),
    ("customer_payments", gettext_lazy("Payments"), "customers/_documents.html"),
    ("customer_activity", gettext_lazy("Activity"), "customers/_activity.html"),
    ("customer_notes", gettext_lazy("Notes"), "customers/_notes.html"),
)
INVOICES = ("invoice", "void", "credit_note", "debit_note", "write_off")
PAYMENTS = ("payment", "got", "reversal", "refund", "tax_withheld")
PARTS = (
    ("", gettext_lazy("Everything")),
    ("entries", gettext_lazy("Khata")),
    ("invoices", gettext_lazy("Invoices")),
    ("messages", gettext_lazy("Messages")),
    ("payments", gettext_lazy("Payments")),
    ("notes", gettext_lazy("Notes")),
    ("changes", gettext_lazy("Changes")),
)


@owner_page("customers.view")
def customer(request, party):
    party = selectors.find_party(party)
    return overview(request, party, EntryForm.blank(today(request.business)))


@owner_page("customers.view")
def customer_invoices(request, party):
    return _documents(request, party, "customer_invoices", INVOICES)


@owner_page("customers.view")
def customer_payments(request, party):
    return _documents(request, party, "customer_payments", PAYMENTS)


@owner_page("customers.view")
def customer_activity(request, party):
    """What happened, newest first; ``?type=`` shows one part of the stream."""
    party, part = selectors.find_party(party), request.GET.get("type", "")
    part = part if part in dict(PARTS) else ""
    page = Paginator(timeline(party, part=part), PAGE).get_page(request.GET.get("page"))
    query = f"type={part}" if part else ""
    return tab(request, party, "customer_activity", page=page, part=part, parts=PARTS, query=query)


@owner_page("customers.remove")
@require_POST
def allowance(request, party):
    """The owner's exception: a suspended customer may be billed for a day."""
    party = selectors.find_party(party)
    try:
        allow_for_a_day(party, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(
            request, _("%(name)s may get invoices and messages for 24 hours.") % {"name": party.name}
        )
    return redirect("owner:customer", shop=request.business.slug, party=party.pk)


def overview(request, party, form):
    """The khata page with the form of a new entry, as blank or as it was filled in."""
    page = Paginator(selectors.ledger(party), PAGE).get_page(request.GET.get("page"))
    photos = photos_of(page.object_list)
    for line in page:
        line.photo = photos.get(line.pk)
        line.can_be_undone = line.kind in BY_HAND and not line.is_reversed
    written = request.GET.get("written", "")
    return tab(
        request,
        party,
        "customer",
        page=page,
        form=form,
        panels=panels.templates(),
        written=next((line for line in page if str(line.pk) == written and line.can_be_undone), None),
        small=0 < abs(party.balance) <= request.business.write_off_limit,
    )


def tab(request, party, name, **context):
    """A tab of the customer's page, below the header and the figures."""
    day = today(request.business)
    form = context.get("form")
    context |= {
        "party": party,
        "day": day,
        "tab": name,
        "tabs": TABS,
        "tab_template": next(template for key, _word, template in TABS if key == name),
        "address": addresses.lines(party.address),
        "payment_state": selectors.payment_status(party, day),
        "allowed": is_allowed(party),
        "list_query": request.session.get("customers_query", ""),
        **panels.panels_of(party),
    }
    status = 400 if form is not None and form.is_bound and form.errors else 200
    return render(request, "customers/detail.html", context, status=status)


def _documents(request, party, name, kinds):
    party = selectors.find_party(party)
    page = Paginator(selectors.entries_of(party, kinds), PAGE).get_page(request.GET.get("page"))
    return tab(request, party, name, page=page)
