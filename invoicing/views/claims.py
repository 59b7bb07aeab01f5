"""What customers say they have paid."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing import selectors
from invoicing.services.claims import confirm_claim, reject_claim
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError


@owner_page("invoices.view")
def claims(request):
    rows = list(selectors.claims()[:100])
    waiting = [row for row in rows if row.status == "pending"]
    decided = [row for row in rows if row.status != "pending"][:20]
    return render(request, "invoicing/claims.html", {"waiting": waiting, "decided": decided})


@owner_page("claims.decide")
@require_POST
def confirmation(request, claim):
    """The money is there: book it."""
    return _decide(request, lambda: _confirm(request, claim))


@owner_page("claims.decide")
@require_POST
def rejection(request, claim):
    """No such money: say why."""
    reason = request.POST.get("reason", "")
    found = selectors.find_claim(claim)
    return _decide(request, lambda: reject_claim(found, reason=reason, by=request.user) and _("Rejected."))


def _confirm(request, claim):
    payment = confirm_claim(
        selectors.find_claim(claim), amount=request.POST.get("amount") or None, by=request.user
    )
    return _("Booked as %(number)s; a receipt goes out.") % {"number": payment.number}


def _decide(request, act):
    try:
        messages.success(request, act())
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("owner:claims", shop=request.business.slug)
