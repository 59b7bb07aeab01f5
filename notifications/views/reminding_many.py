"""Reminding many at once: a screen that says to whom and of how much, then one that says what came of it."""

from decimal import Decimal

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from customers.models import Party
from customers.selectors import chosen_parties
from notifications.services import reminding_many as service
from smartkhata.accounts.doors import owner_page

OUTCOME = "reminded"


@owner_page("invoices.send")
@require_POST
def remind_many(request):
    """The ticked customers (``party``) and what each would hear; with ``sure`` the reminders go out."""
    parties = chosen_parties(request.POST.getlist("party"))
    if "sure" not in request.POST:
        return _page(request, service.chosen(parties))
    # Kept for the page that follows, so that a reload doesn't remind again.
    request.session[OUTCOME] = [_told(plan) for plan in service.remind_chosen(parties, by=request.user)]
    return redirect("owner:reminded_many", shop=request.business.slug)


@owner_page("invoices.send")
def reminded_many(request):
    """Who was reminded and who was not, of the last press."""
    return _page(request, map(_again, request.session.get(OUTCOME, [])), done=True)


def _page(request, plans, done=False):
    plans = sorted(plans, key=lambda plan: bool(plan.why_not))
    context = {
        "plans": plans,
        "ready": [plan for plan in plans if not plan.why_not],
        "done": done,
        "list_query": request.session.get("customers_query", ""),
    }
    return render(request, "notifications/remind_many.html", context)


def _told(plan):
    return {
        "party": str(plan.party.pk),
        "name": plan.party.name,
        "amount": str(plan.amount),
        "why_not": plan.why_not,
    }


def _again(told):
    party = Party(pk=told["party"], name=told["name"])
    return service.Chosen(party, amount=Decimal(told["amount"]), why_not=told["why_not"])
