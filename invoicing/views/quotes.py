"""Pages of quotes: the list, writing one, what became of it."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from customers.selectors import find_party, parties
from invoicing.quote_forms import QuoteForm
from invoicing.rows import read_lines, rows_after, rows_for
from invoicing.selectors.documents import state_of_supply, tax_lines
from invoicing.selectors.places import place_in_words
from invoicing.selectors.quotes import find_quote, quote_lines, quote_state
from invoicing.selectors.quotes import quotes as quotes_of
from invoicing.services import quotes as writing
from invoicing.views.lines import lines_context
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries, links
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE, RECENT = 50, 8
PRICED = ("discount", "tax_inclusive", "place_of_supply", "place_reason")
VIEWS = (
    ("", gettext_lazy("All")),
    ("open", gettext_lazy("Waiting")),
    ("accepted", gettext_lazy("Accepted")),
    ("declined", gettext_lazy("Declined")),
    ("expired", gettext_lazy("Expired")),
)
ANSWERS = {
    "accept": (writing.accept_quote, gettext_lazy("%(number)s is accepted. Here is its draft.")),
    "decline": (writing.decline_quote, gettext_lazy("%(number)s is declined.")),
    "withdraw": (writing.withdraw_quote, gettext_lazy("%(number)s is withdrawn.")),
}


@owner_page("invoices.view")
def quotes(request):
    day, asked = today(request.business), request.GET
    status, search = asked.get("status", ""), asked.get("search", "")
    page = Paginator(quotes_of(day=day, status=status, search=search), PAGE).get_page(asked.get("page"))
    for quote in page:
        quote.state = quote_state(quote, day)
    query = asked.copy()
    query.pop("page", None)
    context = {"page": page, "views": VIEWS, "status": status, "search": search, "query": query.urlencode()}
    return render(request, "invoicing/quotes.html", context)


@owner_page("invoices.draft")
def quote_choose(request):
    """Whom it is for."""
    recent = parties(day=today(request.business), status="active", sort="-last_invoice")[:RECENT]
    return render(request, "invoicing/quote_choose.html", {"recent": recent})


@owner_page("invoices.issue")
def quote_new(request, party):
    """Lines and terms; ``?like=<quote>`` starts from an earlier one. `check` shows the totals, `act` moves lines."""
    party = find_party(party)
    form, lines = _begun(request)
    if request.method != "POST":
        return _form_page(request, party, form, rows_for(lines))
    lines = read_lines(request.POST)
    if act := request.POST.get("act"):
        return _form_page(request, party, form, rows_after(request.POST, act))
    is_whole = form.is_valid()
    try:
        if "check" in request.POST:
            return _checked(request, party, form, lines)
        if not is_whole:
            return _form_page(request, party, form, rows_for(lines), status=400)
        quote = writing.give_quote(party, by=request.user, lines=lines, **form.cleaned_data)
    except DomainError as error:
        refused(form, error)
        return _form_page(request, party, form, rows_for(lines, error.fields), status=400)
    messages.success(request, _("%(number)s is ready. Send its link or its PDF.") % {"number": quote.number})
    return redirect("owner:quote", shop=request.business.slug, quote=quote.pk)


@owner_page("invoices.view")
def quote(request, quote):
    quote = find_quote(quote)
    context = {
        "quote": quote,
        "state": quote_state(quote, today(request.business)),
        "lines": quote_lines(quote),
        "tax_lines": tax_lines(quote),
        "link": links.link_to(quote),
        "place": state_of_supply(request.business, quote.place_of_supply),
    }
    return render(request, "invoicing/quote.html", context)


@owner_page("invoices.issue")
@require_POST
def quote_answering(request, quote):
    """`answer`: accept, decline or withdraw; an accepted one goes on to its draft."""
    quote = find_quote(quote)
    act, done = ANSWERS.get(request.POST.get("answer"), ANSWERS["decline"])
    try:
        quote = act(quote, by=request.user, note=request.POST.get("note", ""))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done % {"number": quote.number})
        if act is writing.accept_quote:
            return redirect("owner:draft", shop=request.business.slug, draft=quote.draft_id)
    return redirect("owner:quote", shop=request.business.slug, quote=quote.pk)


def _begun(request):
    """(form, lines) to begin with: empty, or as in an earlier quote."""
    day = today(request.business)
    initial, lines = {"valid_until": day + timedelta(days=writing.VALID_DAYS)}, []
    if like := request.GET.get("like"):
        earlier = find_quote(like)
        lines = earlier.lines
        initial |= {key: getattr(earlier, key) for key in ("reference", "discount", "tax_inclusive", "notes")}
        if earlier.place_reason:
            initial |= {key: getattr(earlier, key) for key in ("place_of_supply", "place_reason")}
    states = countries.get(request.business.country).states
    return QuoteForm(request.POST or None, initial=initial, states=states), lines


def _checked(request, party, form, lines):
    """What it comes to as typed so far; htmx takes the total even while a field still wants something."""
    content = {key: value for key, value in form.cleaned_data.items() if key in PRICED}
    draft, totals = writing.priced(party, on=today(request.business), lines=lines, **content)
    status = 400 if form.errors and not request.htmx else 200
    place = place_in_words(draft, request.business)
    return _form_page(request, party, form, rows_for(lines), totals=totals, place=place, status=status)


def _form_page(request, party, form, rows, *, totals=None, place="", status=200):
    context = {"party": party, "form": form, "totals": totals, "place": place}
    context |= lines_context(rows, request.business)
    return render(request, "invoicing/quote_form.html", context, status=status)
