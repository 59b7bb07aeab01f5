"""The calendar of what will go out, and taking one back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifications import selectors
from notifications.services.coming import coming, stranded
from notifications.services.schedules import cancel_scheduled
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError


@owner_page("invoices.view")
def going_out(request):
    context = {"days": coming(request.business), "stranded": stranded(), "today": today(request.business)}
    return render(request, "notifications/coming.html", context)


@owner_page("invoices.send")
@require_POST
def scheduled_cancelling(request, scheduled):
    row = selectors.find_scheduled(scheduled)
    try:
        cancel_scheduled(row, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(number)s does not go out.") % {"number": row.document.number})
    return redirect("owner:going_out", shop=request.business.slug)
