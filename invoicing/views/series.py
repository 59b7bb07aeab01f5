"""The shop's numbers: prefix, digits, what comes next, and why one is missing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from invoicing.models import NumberSeries
from invoicing.numbering import written
from invoicing.payment_forms import SeriesForm
from invoicing.selectors.numbers import gaps, next_number, series_of
from invoicing.services.series import set_series
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.forms import refused

WORDS = {
    "invoice": gettext_lazy("Invoices"),
    "credit_note": gettext_lazy("Credit notes"),
    "debit_note": gettext_lazy("Debit notes"),
    "receipt": gettext_lazy("Receipts"),
    "refund": gettext_lazy("Refunds"),
    "quote": gettext_lazy("Quotes"),
}


@owner_page("settings.edit")
def number_series(request):
    """Every series with its next number, and the report of what is missing."""
    rows = [
        {"series": row, "words": WORDS[row.kind], "next": next_number(row)}
        for row in series_of(request.business, today(request.business))
    ]
    report = [
        (row, gaps(row)) for row in NumberSeries.objects.order_by("kind", "year") if row.value >= row.first
    ]
    return render(request, "invoicing/number_series.html", {"rows": rows, "report": report})


@owner_page("settings.edit")
def number_serie(request):
    """One series (``?kind=invoice``): what the owner sets, with the number that would come next."""
    kind, day = request.GET.get("kind", "invoice"), today(request.business)
    row = next((row for row in series_of(request.business, day) if row.kind == kind), None)
    if row is None:
        raise not_found("This series was not found.")
    initial = {"prefix": row.prefix, "width": row.width, "next_serial": row.value + 1}
    form = SeriesForm(request.POST or None, initial=initial)
    preview = next_number(row)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        preview = written(values["prefix"].upper(), row.year, values["next_serial"], values["width"])
        if "preview" not in request.POST:
            try:
                set_series(kind, request.business, on=day, by=request.user, **values)
            except DomainError as error:
                refused(form, error)
            else:
                messages.success(request, _("The next number is %(number)s.") % {"number": preview})
                return redirect("owner:number_series", shop=request.business.slug)
    context = {"form": form, "series": row, "words": WORDS[kind], "preview": preview}
    return render(request, "invoicing/number_serie.html", context, status=400 if form.errors else 200)
