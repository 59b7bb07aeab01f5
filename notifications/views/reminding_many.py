"""Reminding many at once: a screen that says to whom and of how much, then one that says what came of it."""

from decimal import Decimal

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from customers.selectors import chosen_parties
from notifications.services import reminding_many as service
from smartkhata.accounts.doors import owner_page

OUTCOME = "reminded"


@owner_page("invoices.send", scope=False)
@require_POST
def remind_many(request):
    """The ticked customers (``party``) and what each would hear; with ``sure`` the reminders go out."""
    refs = request.POST.getlist("party")
    if "sure" not in request.POST:
        with request.scope():
            return _page(request, service.chosen(chosen_parties(refs)))
    # Kept for the page that follows, so that a reload doesn't remind again; another shop's page finds nobody in it.
    told = service.remind_chosen(request.business.pk, refs, by=request.user)
    request.session[OUTCOME] = {str(plan.party.pk): [str(plan.amount), plan.why_not] for plan in told}
    return redirect("owner:reminded_many", shop=request.business.slug)


@owner_page("invoices.send")
def reminded_many(request):
    """Who was reminded and who was not, of the last press."""
    told = request.session.get(OUTCOME, {})
    plans = [
        service.Chosen(party, amount=Decimal(told[str(party.pk)][0]), why_not=told[str(party.pk)][1])
        for party in chosen_parties(list(told))
    ]
    return _page(request, plans, done=True)


def _page(request, plans, done=False):
    plans = sorted(plans, key=lambda plan: bool(plan.why_not))
    context = {
        "plans": plans,
        "ready": [plan for plan in plans if not plan.why_not],
        "done": done and bool(plans),
        "list_query": request.session.get("customers_query", ""),
    }
    return render(request, "notifications/remind_many.html", context)
