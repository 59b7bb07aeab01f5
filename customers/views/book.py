"""The list of customers: who owes what, found by a few letters."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import selectors
from customers.search import phone_digits
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

PAGE = 50
DEFAULT_SORT = "-outstanding"
# What each tab asks of selectors.parties.
TABS = {
    "": (pgettext_lazy("customers", "All"), {"status": "current"}),
    "overdue": (_("Overdue"), {"status": "current", "payment_status": "overdue"}),
    "warning": (_("Due soon"), {"status": "current", "payment_status": "warning"}),
    "quiet": (_("No invoice in 60 days"), {"status": "current", "quiet": True}),
    "inactive": (_("Inactive"), {"status": "inactive"}),
}
ORDERS = (
    ("-outstanding", _("Most owed first")),
    ("outstanding", _("Least owed first")),
    ("name", _("Name A to Z")),
    ("-name", _("Name Z to A")),
    ("-last_invoice", _("Latest invoice first")),
    ("last_invoice", _("Oldest invoice first")),
)


@owner_page("customers.view")
def customers(request):
    day, tab = today(request.business), request.GET.get("view", "")
    search = request.GET.get("search", "").strip()
    rows, sort = filtered(request.GET, day)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for party in page:
        party.payment_state = selectors.payment_status(party, day)
    context = {"page": page, "view": tab, "search": search, "sort": sort, "query": _query(request)}
    context |= {
        "prefill": _field_of(search),
        "tag": request.GET.get("tag", ""),
        "more": request.GET.get("more", ""),
    }
    _remember_place(request)
    # "Back" asks by htmx too, but wants the whole page.
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "customers/_rows.html", context)
    else:
        tabs = [(key, word) for key, (word, _asked) in TABS.items()]
        context |= {"tabs": tabs, "orders": ORDERS, "summary": selectors.summary(day)}
        context |= {"tags": selectors.tags_of_shop(), "saved": selectors.saved_views(request.user)}
        response = render(request, "customers/list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def filtered(asked, day):
    """(rows, order) for the query of the list (view, search, tag, more, sort, the chosen `party`): the page and its
    export show the same."""
    narrower = {"tag": asked.get("tag", "").strip(), "outstanding_gt": asked.get("more", "").strip()}
    search = asked.get("search", "").strip()
    rows, sort = _rows(day, asked.get("view", ""), search, asked.get("sort") or DEFAULT_SORT, narrower)
    chosen = asked.getlist("party")
    return (rows.filter(pk__in=selectors.chosen_parties(chosen).values("pk")) if chosen else rows), sort


def _rows(day, tab, search, sort, narrower):
    """The rows and their order; what an address asks wrongly is as if it were not asked."""
    asked = TABS.get(tab, TABS[""])[1]
    if search and not tab:
        # Who is looked for by name is found, inactive or not: nobody is written down twice.
        asked = {}
    try:
        return selectors.parties(day=day, search=search, sort=sort, **narrower, **asked), sort
    except DomainError:
        return selectors.parties(day=day, search=search, sort=DEFAULT_SORT, **asked), DEFAULT_SORT


def _remember_place(request):
    """The way back from a customer leads to the list as it was left; a session is written only when it changed."""
    query = request.GET.urlencode()
    if request.session.get("customers_query", "") != query:
        request.session["customers_query"] = query


def _query(request):
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _field_of(search):
    """The field of a new customer that somebody looked for is most likely to be."""
    if "@" in search:
        return "email"
    return "phone" if phone_digits(search) else "name"
