"""The guides: how it is done, for who keeps a shop and for who buys there. Their words stand in templates/help/."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, resolve, reverse
from django.utils.translation import gettext_lazy as _

from portal.doors import SESSION_KEY
from smartkhata.accounts.doors import public_page
from smartkhata.accounts.selectors import memberships_of
from smartkhata.core.tenancy import user_scope

OWNERS = {
    "find-customers": _("Find and tag customers"),
    "send-again": _("Send a bill, and send it again"),
    "not-received": _("Why did my customer not receive the SMS?"),
    "reminders": _("How reminders work"),
    "confirm-payments": _("When a customer says “I have paid”"),
    "bring-in": _("Bring in your old book"),
    "network-health": _("Understand the health of your network"),
}
CUSTOMERS = {
    "sign-in": _("Sign in to your bills"),
    "your-bill": _("Understand your bill"),
    "pay": _("Pay a bill"),
    "history": _("Keep your bills and payments as a file"),
}
# The pages of a shop that guides lead to.
PLACES = (
    *("home", "customers", "invoices", "going_out", "reminders", "claims", "imports"),
    *("message_report", "message_health", "failed_messages"),
)


@public_page
def index(request):
    return render(request, "help/index.html", _reader(request) | {"owners": OWNERS, "customers": CUSTOMERS})


@public_page
def read(request, guide):
    """One guide; ``?shop=`` says of which of the reader's shops the places are."""
    siblings = OWNERS if guide in OWNERS else CUSTOMERS
    if guide not in siblings:
        raise Http404("No such guide.")
    context = {"title": siblings[guide], "guide": guide, "siblings": siblings}
    return render(request, f"help/{guide}.html", _reader(request) | context)


def _reader(request):
    """Where the links lead: into the shop of a member (`places`, `query` keeps it), into the portal of a customer."""
    member = _membership(request)
    shop = member.business.slug if member else ""
    return {
        "shop": shop,
        "query": f"?shop={shop}" if shop else "",
        "places": _places(member) if member else {},
        "portal": reverse("portal:home") if SESSION_KEY in request.session else "",
        "sign_in": reverse("portal:sign_in"),
    }


def _membership(request):
    """The shop that was asked for, or the only one: among several nobody guesses."""
    if not request.user.is_authenticated:
        return None
    with user_scope(request.user.pk):
        found = list(memberships_of(request.user))
    asked = [one for one in found if one.business.slug == request.GET.get("shop")]
    return next(iter(asked or (found if len(found) == 1 else [])), None)


def _places(member):
    """{name: address} of the pages whose door opens to the member's role."""
    found = {name: reverse(f"owner:{name}", args=[member.business.slug]) for name in PLACES}
    return {name: page for name, page in found.items() if resolve(page).func.door in member.may}


urlpatterns = [path("", index, name="index"), path("<slug:guide>/", read, name="guide")]
