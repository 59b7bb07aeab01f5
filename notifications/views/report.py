"""How many messages arrive, which failed, and what to do about those."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifications.forms import PeriodForm
from notifications.selectors import find_message
from notifications.selectors.report import delivery_report, read_period
from notifications.services import failed
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.sheets import as_file

PAGE = 30
RATES = ("delivery_rate", "bounce_rate", "open_rate", "click_rate")
COLUMNS = ("sent", "delivered", "failed", *RATES, "opened_by_machine")


@owner_page("numbers.view")
def message_report(request):
    """By day, channel and type; ``?format=csv`` is the same as a list."""
    form, asked = PeriodForm(request.GET or None), request.GET
    try:
        first, last = read_period(request.business, asked.get("date_from", ""), asked.get("date_to", ""))
    except DomainError as error:
        form.is_valid()
        refused(form, error)
        first, last = read_period(request.business, "", "")
    report = delivery_report(request.business, first, last)
    if asked.get("format"):
        return _file(request.business, report, asked["format"])
    if not form.errors:
        form = PeriodForm(initial={"date_from": first, "date_to": last})
    context = {
        "form": form,
        "report": report,
        "query": f"date_from={first}&date_to={last}",
        "waiting": failed.failed_messages().count(),
    }
    return render(request, "notifications/report.html", context, status=400 if form.errors else 200)


@owner_page("invoices.view")
def failed_messages(request):
    page = Paginator(failed.failed_messages(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": failed.with_ways(list(page.object_list)),
        "waiting": page.paginator.count,
    }
    return render(request, "notifications/failed.html", context)


@owner_page("invoices.send")
@require_POST
def message_settling(request, message):
    """One of: send it again (``channel``), mark the number as wrong, put it aside."""
    row = find_message(message)
    try:
        if "wrong" in request.POST and failed.mark_wrong_number(row, by=request.user):
            messages.success(request, _("Nothing more goes to this number. Enter the right one."))
            return redirect("owner:customer_edit", shop=request.business.slug, party=row.party_id)
        if channel := request.POST.get("channel", ""):
            failed.send_again(row, channel=channel, country=request.business.country, by=request.user)
            messages.success(request, _("The message is on its way again."))
        else:
            failed.put_aside(row)
            messages.success(request, _("Put aside."))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("owner:failed_messages", shop=request.business.slug)


def _file(business, report, form):
    rows = [
        (heading, name, counts)
        for heading in ("by_day", "by_channel", "by_type")
        for name, counts in report[heading].items()
    ]
    columns = [("group", lambda row: row[0]), ("name", lambda row: row[1])]
    columns += [(name, lambda row, name=name: row[2][name]) for name in COLUMNS]
    return as_file(form, name=f"messages-{report['period']}", business=business, rows=rows, columns=columns)
