"""The shop's home page."""

from django.shortcuts import render

from analytics.selectors import home_figures, needs_you
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.selectors import recent_events


@owner_page("shop.view")
def home(request):
    day = today(request.business)
    context = {
        "figures": home_figures(request.business, day),
        "needs": needs_you(day),
        "events": recent_events(limit=12),
        "today": day,
    }
    return render(request, "analytics/home.html", context)
