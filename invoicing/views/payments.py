"""Money: recorded, listed, moved between invoices, paid back, reversed; the day book."""

from contextlib import suppress
from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing import selectors
from invoicing.payment_forms import PaymentForm, RefundForm, ReversalForm, methods_of
from invoicing.selectors.credits import advance_of, credit_left
from invoicing.selectors.money_book import day_book as day_book_of
from invoicing.services.credits import reallocate, refund_credit
from invoicing.services.payments import record_payment, reverse_payment
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50


@owner_page("payments.record")
def payment_new(request, party):
    """Money came in: how much, how, and for which invoice (or the oldest)."""
    party = find_party(party)
    wanted = request.GET.get("invoice") or request.POST.get("invoice")
    target = selectors.find_invoice(wanted) if wanted else None
    amount = target.balance_due if target else max(party.balance, 0)
    country = countries.get(request.business.country)
    method = country.payment_rails[0]
    initial = {"amount": amount or "", "received_on": today(request.business), "method": method}
    form = PaymentForm(request.POST or None, initial=initial, country=country)
    if request.method == "POST" and form.is_valid():
        try:
            payment = record_payment(party, invoice=target, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(
                request, _("Booked as %(number)s; a receipt goes out.") % {"number": payment.number}
            )
            return redirect("owner:payment", shop=request.business.slug, payment=payment.pk)
    context = {"party": party, "form": form, "invoice": target, "advance": advance_of(party)}
    return render(request, "invoicing/payment_new.html", context, status=400 if form.errors else 200)


@owner_page("invoices.view")
def payments(request):
    """Every payment of the shop, newest first; ``?customer=`` of one, with their advance."""
    wanted = request.GET.get("customer", "")
    return _list(request, find_party(wanted) if wanted else None)


@owner_page("invoices.view")
def payment(request, payment):
    """One payment: what it settled, what is left of it, its receipt."""
    row = selectors.find_payment(payment)
    left = credit_left(row)
    parts = {
        part.invoice_id: part.amount
        for part in row.allocations.all()
        if part.kind == "payment" and part.invoice
    }
    shown = [
        part.invoice for part in row.allocations.all() if part.invoice_id in parts and part.kind == "payment"
    ]
    shown += [invoice for invoice in selectors.open_invoices(row.party)[:PAGE] if invoice.pk not in parts]
    context = {
        "payment": row,
        "parts": row.allocations.all(),
        "choices": [(invoice, parts.get(invoice.pk)) for invoice in shown],
        "refunds": row.refunds.all(),
        "left": left,
        "refund_form": RefundForm(
            initial={"amount": left, "method": row.method, "paid_on": today(request.business)},
            country=countries.get(request.business.country),
        ),
        "reversal_form": ReversalForm(initial={"on": today(request.business)}),
    }
    return render(request, "invoicing/payment.html", context)


@owner_page("payments.record")
@require_POST
def allocating(request, payment):
    """Which invoices the payment settles, as the owner says."""
    row = selectors.find_payment(payment)
    typed = {
        name.removeprefix("part-"): text for name, text in request.POST.items() if name.startswith("part-")
    }
    return _act(
        request,
        row,
        lambda: reallocate(
            row,
            {selectors.find_invoice(pk): text for pk, text in typed.items() if text.strip(" 0.,")},
            by=request.user,
        ),
        _("%(number)s settles what you chose."),
    )


@owner_page("claims.decide")
@require_POST
def reversing(request, payment):
    """A cheque bounced, the money was taken back, or the entry was a slip."""
    row, form = selectors.find_payment(payment), ReversalForm(request.POST)
    act = lambda: reverse_payment(row, by=request.user, **_cleaned(form))  # noqa: E731
    return _act(request, row, act, _("%(number)s is reversed; what it had settled is open again."))


@owner_page("claims.decide")
@require_POST
def refunding(request, payment):
    row = selectors.find_payment(payment)
    form = RefundForm(request.POST, country=countries.get(request.business.country))
    act = lambda: refund_credit(row, by=request.user, **_cleaned(form))  # noqa: E731
    return _act(request, row, act, _("The money is paid back from %(number)s."))


@owner_page("invoices.view")
def day_book(request):
    """A day: every line of the khata, and where the money is after it."""
    day = today(request.business)
    with suppress(ValueError):
        day = date.fromisoformat(request.GET.get("date", ""))
    context = {"book": day_book_of(day), "before": day - timedelta(1), "after": day + timedelta(1)}
    return render(request, "invoicing/day_book.html", context | {"today": today(request.business)})


def _list(request, party):
    asked = request.GET
    method, search = asked.get("method", ""), asked.get("search", "").strip()
    page = Paginator(selectors.payments(party=party, method=method, search=search), PAGE).get_page(
        asked.get("page")
    )
    query = asked.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "party": party,
        "methods": methods_of(countries.get(request.business.country)),
        "method": method,
        "search": search,
        "query": query.urlencode(),
        "advance": advance_of(party) if party else None,
    }
    return render(request, "invoicing/payments.html", context)


def _cleaned(form):
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        label_and_problem = f"{form.fields[field].label}: {errors[0]}"
        raise DomainError(label_and_problem)
    return form.cleaned_data


def _act(request, row, act, done):
    try:
        act()
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done % {"number": row.number})
    return redirect("owner:payment", shop=request.business.slug, payment=row.pk)
