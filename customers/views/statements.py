"""The statement of a customer for any range, and the ageing of the whole shop on any day; both as page and CSV."""

from datetime import date, timedelta
from urllib.parse import quote

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from customers import selectors
from customers.forms import RangeForm
from customers.languages import language_of
from customers.selectors.ageing import COLUMNS
from customers.sheets import as_csv
from customers.templatetags.khata import entry_word
from smartkhata.accounts.doors import owner_page
from smartkhata.core import links, money
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

PAGE = 100


@owner_page("customers.view")
def statement(request, party):
    party, day = selectors.find_party(party), today(request.business)
    problem, (from_on, to_on) = "", RangeForm(request.GET).range_until(day)
    try:
        told = selectors.statement(party, from_on=from_on, to_on=to_on)
    except DomainError as error:
        problem, told = error.message, selectors.statement(party, to_on=day)
    if request.GET.get("format") == "csv" and not problem:
        return as_csv(_lines(told), f"statement-{party.number}")
    context = {"party": party, "told": told, "ranges": _ranges(day), "problem": problem, "day": day}
    return render(request, "customers/statement.html", context, status=400 if problem else 200)


@owner_page("customers.view")
@require_POST
def statement_share(request, party):
    """The link for the customer, in the owner's own WhatsApp."""
    party = selectors.find_party(party)
    if not party.phone:
        raise DomainError("This customer has no phone number. Add one first.", code="no_phone")
    told = selectors.statement(party, to_on=today(request.business))
    record("statement.shared", party, by=request.user, party=party, balance=told["closing"])
    text = _told_to(party, request.business, told["closing"])
    return redirect(f"https://wa.me/{party.phone.lstrip('+')}?text={quote(text)}")


@owner_page("customers.view")
def ageing(request):
    _none, day = RangeForm({"to": request.GET.get("on")}).range_until(today(request.business))
    rows, whole = selectors.ageing_of_shop(day)
    if request.GET.get("format") == "csv":
        return as_csv(_aged(rows, whole), f"ageing-{day}")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "whole": whole,
        "on": day,
        "today": today(request.business),
        "query": f"on={day}",
    }
    return render(request, "customers/ageing.html", context)


def _told_to(party, business, balance):
    """What stands in the owner's own WhatsApp, in the customer's language: what is owed, or held for the customer."""
    with override(language_of(party, business)):
        if balance > 0:
            text = _("%(shop)s: your balance to pay is %(amount)s. See your khata: %(link)s")
        elif balance < 0:
            text = _("%(shop)s: you have %(amount)s with us in advance. See your khata: %(link)s")
        else:
            text = _("%(shop)s: you have nothing to pay. See your khata: %(link)s")
    return text % {
        "shop": business.name,
        "amount": money.show(abs(balance), business.currency, ascii=True),
        "link": links.link_to(party),
    }


def _ranges(day):
    """[(word, first day or None, last day)] that people ask for most."""
    month = day.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    return [
        (_("This month"), month, day),
        (_("Last month"), before, month - timedelta(days=1)),
        (_("This year"), date(day.year, 1, 1), day),
        (_("All"), None, day),
    ]


def _lines(told):
    yield ["date", "what", "note", "you gave", "you got", "balance"]
    yield [told["from_on"], "opening balance", "", "", "", told["opening"]]
    for line in told["lines"]:
        gave, got = (line.amount, "") if line.amount > 0 else ("", -line.amount)
        yield [line.on, str(entry_word(line)), line.note, gave, got, line.running]
    yield [told["to_on"], "closing balance", "", told["gave"], told["got"], told["closing"]]


def _aged(rows, whole):
    yield ["number", "name", "phone", *COLUMNS, "total"]
    for party, found in rows:
        yield [party.number, party.name, party.phone, *found.columns.values(), found.total]
    yield ["", "total", "", *whole.columns.values(), whole.total]
