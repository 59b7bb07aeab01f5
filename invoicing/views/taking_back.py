"""An issued invoice taken back, corrected, copied, or settled with what the customer has with the shop."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing import selectors
from invoicing.payment_forms import CreditForm, DebitForm
from invoicing.rows import read_lines, rows_after, rows_for
from invoicing.selectors.credit_notes import creditable, find_credit_note
from invoicing.selectors.credits import credit_left
from invoicing.selectors.documents import tax_lines
from invoicing.services.copying import copy_invoice
from invoicing.services.corrections import correct_invoice
from invoicing.services.credit_notes import credit_invoice
from invoicing.services.credits import use_credit
from invoicing.services.debit_notes import debit_invoice
from invoicing.services.voiding import void_invoice, write_off
from invoicing.views.lines import lines_context
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("invoices.void")
@require_POST
def voiding(request, invoice):
    return _act(request, invoice, void_invoice, _("%(number)s is void."), "reason")


@owner_page("invoices.void")
@require_POST
def writing_off(request, invoice):
    """What is still due will not come: the khata forgets it, the invoice does not."""
    return _act(request, invoice, write_off, _("What was due of %(number)s is written off."), "reason")


@owner_page("invoices.issue")
@require_POST
def correcting(request, invoice):
    """A slip in the e-mail address or the note."""
    return _act(request, invoice, correct_invoice, _("%(number)s is corrected."), "email", "notes")


@owner_page("payments.record")
@require_POST
def using_credit(request, invoice):
    found = selectors.find_invoice(invoice)
    taken = use_credit(found, by=request.user, on=today(request.business))
    if taken:
        messages.success(request, _("%(number)s is settled with the advance.") % {"number": found.number})
    else:
        messages.warning(request, _("The customer has no advance."))
    return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)


@owner_page("invoices.draft")
@require_POST
def copying(request, invoice):
    """The same lines once more, as a new draft."""
    draft = copy_invoice(selectors.find_invoice(invoice), by=request.user)
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


@owner_page("invoices.void")
def crediting(request, invoice):
    """All of it, some of its lines, or an amount off its price; the page shows what is left of each."""
    found = selectors.find_invoice(invoice)
    state = creditable(found)
    form = CreditForm(request.POST or None, initial={"what": "whole"})
    if request.method == "POST" and form.is_valid():
        try:
            note = credit_invoice(found, by=request.user, **_asked(request, form, state))
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("%(number)s is issued.") % {"number": note.number})
            return redirect("owner:credit_note", shop=request.business.slug, credit_note=note.pk)
    rows = [(row, request.POST.get(f"back-{row.line.position}", "")) for row in state.lines]
    context = {"invoice": found, "state": state, "form": form, "rows": rows}
    status = 400 if form.errors else 200
    return render(request, "invoicing/crediting.html", context, status=status)


@owner_page("invoices.issue")
def debiting(request, invoice):
    """What an invoice asked too little, by lines of its own."""
    found = selectors.find_invoice(invoice)
    form, lines, problems = DebitForm(request.POST or None), read_lines(request.POST), {}
    if act := request.POST.get("act"):
        return _debiting(request, found, form, rows_after(request.POST, act))
    if request.method == "POST" and form.is_valid():
        try:
            note = debit_invoice(found, lines=lines, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
            problems = error.fields
        else:
            messages.success(request, _("%(number)s is issued.") % {"number": note.number})
            return redirect("owner:invoice", shop=request.business.slug, invoice=note.pk)
    return _debiting(request, found, form, rows_for(lines, problems))


@owner_page("invoices.view")
def credit_note(request, credit_note):
    note = find_credit_note(credit_note)
    context = {
        "note": note,
        "lines": note.lines.all(),
        "tax_lines": tax_lines(note),
        "parts": note.allocations.select_related("invoice").order_by("on"),
        "refunds": note.refunds.all(),
        "left": credit_left(note),
    }
    return render(request, "invoicing/credit_note.html", context)


def _debiting(request, invoice, form, rows):
    context = {"invoice": invoice, "form": form} | lines_context(rows, request.business)
    return render(request, "invoicing/debiting.html", context, status=400 if form.errors else 200)


def _asked(request, form, state):
    asked = {"reason": form.cleaned_data["reason"]}
    if form.cleaned_data["what"] == "amount":
        asked["amount"] = form.cleaned_data["amount"]
    if form.cleaned_data["what"] == "lines":
        typed = {row.line.position: request.POST.get(f"back-{row.line.position}", "") for row in state.lines}
        asked["quantities"] = {position: text for position, text in typed.items() if text.strip()}
    return asked


def _act(request, invoice, act, done, *fields):
    found = selectors.find_invoice(invoice)
    values = {field: request.POST[field] for field in fields if field in request.POST}
    if "reason" in fields:
        values.setdefault("reason", "")
    try:
        act(found, by=request.user, **values)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done % {"number": found.number})
    return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)
