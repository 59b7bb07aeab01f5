"""The shop's home page."""

from django.shortcuts import render
from django.utils import timezone

from analytics.first_steps import first_steps
from analytics.lately import lately
from analytics.selectors import home_figures, needs_you
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today


@owner_page("shop.view")
def home(request):
    day, business = today(request.business), request.business
    sets_up = "settings.edit" in request.membership.may
    context = {
        "figures": home_figures(business, day),
        "needs": needs_you(day),
        "steps": first_steps(business, request.user, at=timezone.now()) if sets_up else [],
        "events": lately(business.slug, limit=12),
        "today": day,
    }
    return render(request, "analytics/home.html", context)
