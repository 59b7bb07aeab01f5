"""Issued invoices: list, one, PDF, void, payments."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing import selectors
from invoicing.forms import PaymentForm, ReasonForm
from invoicing.selectors.documents import qr_of, tax_lines
from invoicing.services.payments import record_payment
from invoicing.services.voiding import void_invoice
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50
VIEWS = (
    ("", gettext_lazy("All")),
    ("unpaid", gettext_lazy("Unpaid")),
    ("overdue", gettext_lazy("Overdue")),
    ("paid", gettext_lazy("Paid")),
    ("void", gettext_lazy("Void")),
)


@owner_page("invoices.view")
def invoices(request):
    day, asked = today(request.business), request.GET
    status, search = asked.get("status", ""), asked.get("search", "")
    rows = selectors.invoices(day=day, status=status, search=search)
    page = Paginator(rows, PAGE).get_page(asked.get("page"))
    for invoice in page:
        invoice.state = selectors.state_of(invoice, day)
    query = asked.copy()
    query.pop("page", None)
    context = {"page": page, "views": VIEWS, "status": status, "search": search, "query": query.urlencode()}
    return render(request, "invoicing/list.html", context)


@owner_page("invoices.view")
def invoice(request, invoice):
    invoice = selectors.find_invoice(invoice)
    options = selectors.pay_options(invoice, request.business)
    context = {
        "invoice": invoice,
        "state": selectors.state_of(invoice, today(request.business)),
        "lines": invoice.lines.all(),
        "tax_lines": tax_lines(invoice),
        "parts": invoice.allocations.select_related("payment").order_by("on"),
        "claims": invoice.claims.filter(status="pending"),
        "options": options,
        "qr": qr_of(options) if invoice.balance_due else "",
        "void_form": ReasonForm(),
    }
    return render(request, "invoicing/invoice.html", context)


@owner_page("invoices.void")
@require_POST
def voiding(request, invoice):
    found = selectors.find_invoice(invoice)
    try:
        void_invoice(found, reason=request.POST.get("reason", ""), by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(number)s is void.") % {"number": found.number})
    return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)


@owner_page("payments.record")
def payment_new(request, party):
    """Money came in: how much, how, and for which invoice (or the oldest)."""
    party = find_party(party)
    wanted = request.GET.get("invoice") or request.POST.get("invoice")
    target = selectors.find_invoice(wanted) if wanted else None
    amount = target.balance_due if target else max(party.balance, 0)
    method = "mpesa" if request.business.country == "KE" else "upi"
    initial = {"amount": amount or "", "received_on": today(request.business), "method": method}
    form = PaymentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            payment = record_payment(party, invoice=target, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(
                request, _("Booked as %(number)s; a receipt goes out.") % {"number": payment.number}
            )
            return redirect("owner:customer", shop=request.business.slug, party=party.pk)
    status = 400 if form.is_bound and form.errors else 200
    context = {"party": party, "form": form, "invoice": target}
    return render(request, "invoicing/payment.html", context, status=status)
