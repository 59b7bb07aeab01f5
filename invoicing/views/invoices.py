"""Issued invoices: list, one, PDF, void, payments."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from invoicing import selectors
from invoicing.forms import ReasonForm
from invoicing.payment_forms import PromiseForm
from invoicing.selectors.agreements import disputes_of, promises_of
from invoicing.selectors.credits import advance_of
from invoicing.selectors.documents import qr_of, tax_lines
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.files import files_of

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
    disputes = list(disputes_of(invoice))
    context = {
        "invoice": invoice,
        "state": selectors.state_of(invoice, today(request.business)),
        "lines": invoice.lines.all(),
        "tax_lines": tax_lines(invoice),
        "parts": invoice.allocations.select_related("payment", "credit_note").order_by("on"),
        "debit_notes": invoice.debit_notes.order_by("number"),
        "credit_notes": invoice.credit_notes.order_by("number"),
        "advance": advance_of(invoice.party) if invoice.balance_due else 0,
        "corrections": invoice.corrections.all(),
        "files": files_of(invoice.draft) if invoice.draft_id else [],
        "claims": invoice.claims.filter(status="pending"),
        "options": options,
        "qr": qr_of(options) if invoice.balance_due else "",
        "promises": promises_of(invoice),
        "disputes": disputes,
        "is_disputed": any(row.closed_at is None for row in disputes),
        "promise_form": PromiseForm(),
        "reason_form": ReasonForm(),
    }
    return render(request, "invoicing/invoice.html", context)
