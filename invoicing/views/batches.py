"""Pages of batches: the lines and the parties, the grid with the dry run, progress."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import parties
from invoicing.plan_forms import BatchForm
from invoicing.rows import read_lines, rows_for
from invoicing.selectors.batches import batches as batches_of
from invoicing.selectors.batches import dry_run, find_batch, progress, rows_of
from invoicing.services import batches as service
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

PAGE = 50
GRID = 500


@owner_page("invoices.view")
def batches(request):
    page = Paginator(batches_of(), PAGE).get_page(request.GET.get("page"))
    return render(request, "invoicing/batches.html", {"page": page, "query": ""})


@owner_page("invoices.issue")
def batch_new(request):
    form, lines, problems = BatchForm(request.POST or None), read_lines(request.POST), {}
    if request.method == "POST" and form.is_valid():
        chosen = parties(day=today(request.business), status="current", sort="name")
        try:
            batch = service.start_batch(chosen, lines=lines, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
            problems = error.fields
        else:
            return redirect("owner:batch", shop=request.business.slug, batch=batch.pk)
    rows = rows_for(lines, problems)
    context = {"form": form, "rows": rows, "row_count": len(rows)}
    return render(request, "invoicing/batch_form.html", context, status=400 if form.errors else 200)


@owner_page("invoices.issue")
def batch(request, batch):
    """The grid while the batch is open (POST saves it, or begins), its progress afterwards."""
    batch, problems, status = find_batch(batch), {}, 200
    if request.method == "POST":
        try:
            service.change_rows(batch, _changes(request.POST), by=request.user)
            if "begin" in request.POST:
                service.begin_batch(batch, by=request.user)
        except DomainError as error:
            problems, status = error.fields or {"": error.message}, error.status
            messages.error(request, error.message)
        else:
            messages.success(request, _("Begun.") if "begin" in request.POST else _("Saved."))
            return redirect("owner:batch", shop=request.business.slug, batch=batch.pk)
    shown = Paginator(rows_of(batch).select_related("batch"), GRID).get_page(request.GET.get("page"))
    rows, whole = dry_run(list(shown), request.business)
    for row in rows:
        row.problem = problems.get(str(row.pk), "")
    context = {"batch": batch, "rows": rows, "page": shown, "whole": whole, "progress": progress(batch)}
    return render(request, "invoicing/batch.html", context | {"query": ""}, status=status)


@owner_page("invoices.issue")
@require_POST
def batch_sending(request, batch):
    """Every invoice of the batch goes out by the channels of its customer."""
    service.send_batch(find_batch(batch), by=request.user)
    messages.success(request, _("The invoices are on their way."))
    return redirect("owner:batch", shop=request.business.slug, batch=batch)


def _changes(data):
    return {
        pk: {
            "quantity": data.get(f"quantity-{pk}", "").strip(),
            "rate": data.get(f"rate-{pk}", "").strip(),
            "is_excluded": f"out-{pk}" in data,
        }
        for pk in data.getlist("row")
    }
