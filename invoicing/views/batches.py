"""Pages of batches: the lines and the parties, the grid with the dry run, progress."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import parties, tags_of_shop
from invoicing.plan_forms import BatchForm
from invoicing.rows import read_lines, rows_after, rows_for
from invoicing.selectors.batches import batches as batches_of
from invoicing.selectors.batches import dry_run, find_batch, progress, rows_of
from invoicing.services import batches as service
from invoicing.views.lines import lines_context
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
    """The lines and the parties; ``?tag=`` chooses those with a tag."""
    initial = {"tag": request.GET.get("tag", "")}
    form = BatchForm(request.POST or None, initial=initial, tags=tags_of_shop())
    lines, problems = read_lines(request.POST), {}
    if act := request.POST.get("act"):
        return _form_page(request, form, rows_after(request.POST, act))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        who = {name: values.pop(name) for name in ("tag", "search", "payment_status")}
        chosen = parties(day=today(request.business), status="current", sort="name", **who)
        try:
            batch = service.start_batch(chosen, lines=lines, by=request.user, **values)
        except DomainError as error:
            refused(form, error)
            problems = error.fields
        else:
            return redirect("owner:batch", shop=request.business.slug, batch=batch.pk)
    return _form_page(request, form, rows_for(lines, problems))


@owner_page("invoices.issue")
def batch(request, batch):
    """The grid while the batch is open (POST saves it, or begins), its progress afterwards."""
    batch, problems, status, typed = find_batch(batch), {}, 200, _changes(request.POST)
    if request.method == "POST":
        try:
            service.change_rows(batch, typed, by=request.user)
            if "begin" in request.POST:
                service.begin_batch(batch, by=request.user)
        except DomainError as error:
            problems, status = error.fields or {"": error.message}, error.status
            messages.error(request, error.message)
        else:
            messages.success(request, _("Begun.") if "begin" in request.POST else _("Saved."))
            return redirect("owner:batch", shop=request.business.slug, batch=batch.pk)
    state = request.GET.get("state", "")
    shown = Paginator(rows_of(batch, state=state), GRID).get_page(request.GET.get("page"))
    rows, whole = dry_run(list(shown), request.business)
    for row in rows:
        row.problem = problems.get(str(row.pk), "")
        row.said = typed.get(str(row.pk)) or {"quantity": row.quantity, "rate": row.rate}
    context = {"batch": batch, "rows": rows, "page": shown, "whole": whole, "progress": progress(batch)}
    context |= {"state": state, "query": f"state={state}" if state else ""}
    return render(request, "invoicing/batch.html", context, status=status)


@owner_page("invoices.issue")
@require_POST
def batch_sending(request, batch):
    """Every invoice of the batch goes out by the channels of its customer."""
    service.send_batch(find_batch(batch), by=request.user)
    messages.success(request, _("The invoices are on their way."))
    return redirect("owner:batch", shop=request.business.slug, batch=batch)


@owner_page("invoices.issue")
@require_POST
def batch_retrying(request, batch):
    """The rows that failed are billed once more."""
    try:
        service.retry_batch(find_batch(batch), by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Those that failed are tried again."))
    return redirect("owner:batch", shop=request.business.slug, batch=batch)


def _form_page(request, form, rows):
    context = {"form": form} | lines_context(rows, request.business)
    return render(request, "invoicing/batch_form.html", context, status=400 if form.errors else 200)


def _changes(data):
    return {
        pk: {
            "quantity": data.get(f"quantity-{pk}", "").strip(),
            "rate": data.get(f"rate-{pk}", "").strip(),
            "is_excluded": f"out-{pk}" in data,
        }
        for pk in data.getlist("row")
    }
