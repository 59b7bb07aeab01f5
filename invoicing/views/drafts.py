"""From a draft to an invoice: the editor, issuing, discarding."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing import selectors
from invoicing.documents.render import render_html
from invoicing.forms import DraftForm, read_lines, rows_for
from invoicing.lines import clean_lines
from invoicing.models import Draft
from invoicing.selectors.previews import preview
from invoicing.services import drafts as writing
from invoicing.services.invoices import accept_draft
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.money import to_amount


@owner_page("invoices.draft")
@require_POST
def draft_new(request, party):
    """An empty draft, to be written by hand."""
    draft = writing.start_draft(find_party(party), lines=[], by=request.user)
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


@owner_page("invoices.draft")
def draft(request, draft):
    """The editor. Saving keeps what was there before as a version."""
    draft = selectors.find_draft(draft)
    if draft.generation == Draft.Generation.RUNNING:
        return render(request, "invoicing/writing.html", {"draft": draft})
    if draft.status == Draft.Status.CONVERTED:
        return redirect("owner:invoice", shop=request.business.slug, invoice=draft.invoices.get().pk)
    if request.method == "POST":
        return _save(request, draft)
    return _editor(request, draft, DraftForm(initial=_initial(draft)), rows_for(draft.lines))


@owner_page("invoices.draft")
@require_POST
def totals(request, draft):
    """The totals of what is in the editor now, computed by the server (htmx)."""
    draft = selectors.find_draft(draft)
    problem, computed = "", None
    form = DraftForm(request.POST)
    form.is_valid()
    try:
        draft.lines = clean_lines(read_lines(request.POST))
        draft.discount = to_amount(form.cleaned_data.get("discount") or 0)
        draft.tax_inclusive = form.cleaned_data.get("tax_inclusive", False)
        computed = selectors.draft_totals(draft, request.business)
    except DomainError as error:
        problem = next(iter(error.fields.values()), error.message)
    return render(request, "invoicing/_totals.html", {"totals": computed, "problem": problem})


@owner_page("invoices.issue")
@require_POST
def acceptance(request, draft):
    """Review, issue, and go on to sending."""
    draft = selectors.find_draft(draft)
    try:
        draft = writing.review_draft(draft, by=request.user)
        invoice = accept_draft(draft, by=request.user)
    except DomainError as error:
        if error.code == "already_sent":
            return redirect("owner:invoice", shop=request.business.slug, invoice=draft.invoices.get().pk)
        messages.error(request, error.message)
        return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)
    messages.success(request, _("%(number)s is issued.") % {"number": invoice.number})
    return redirect("owner:invoice_send", shop=request.business.slug, invoice=invoice.pk)


@owner_page("invoices.draft")
@require_POST
def discarding(request, draft):
    draft = writing.discard_draft(selectors.find_draft(draft), by=request.user)
    messages.success(request, _("%(number)s is discarded.") % {"number": draft.number})
    return redirect("owner:customer", shop=request.business.slug, party=draft.party_id)


@owner_page("invoices.view")
def draft_preview(request, draft):
    """The draft on paper, as HTML."""
    return HttpResponse(render_html(preview(selectors.find_draft(draft), request.business)))


def _save(request, draft):
    form, lines = DraftForm(request.POST), read_lines(request.POST)
    if not form.is_valid():
        return _editor(request, draft, form, rows_for(lines))
    content = {**form.cleaned_data, "lines": lines}
    try:
        draft = writing.save_draft(draft, by=request.user, **content)
    except DomainError as error:
        refused(form, error)
        return _editor(request, draft, form, rows_for(lines, error.fields), error)
    if "issue" in request.POST:
        return acceptance(request, shop=request.business.slug, draft=draft.pk)
    messages.success(request, _("Saved as version %(version)s.") % {"version": draft.version})
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


def _editor(request, draft, form, rows, error=None):
    context = {"draft": draft, "form": form, "rows": rows, "row_count": len(rows), "error": error}
    try:
        context["totals"] = selectors.draft_totals(draft, request.business)
    except DomainError as problem:
        context["problem"] = problem.message
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "invoicing/editor.html", context, status=status)


def _initial(draft):
    fields = ("due_on", "discount", "tax_inclusive", "notes", "version")
    return {field: getattr(draft, field) or "" for field in fields}
