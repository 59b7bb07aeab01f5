"""What a customer wants to hear, behind the link of any message and without signing in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from notifications.services.preferences import change_wishes, not_me, wishes_of
from portal.forms import WishesForm
from portal.services.links import open_link
from smartkhata.accounts.doors import public_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of


@public_page
def wishes(request):
    """GET /p/wishes?t=TOKEN shows, POST saves; ``not_me`` says that the number belongs to somebody else."""
    token = request.GET.get("t", "")
    with open_link(token, address=address_of(request)) as (business, invoice):
        party = invoice.party
        wish = wishes_of(party)
        form = WishesForm(request.POST or None, initial={"often": wish.often, "off": wish.channels_off})
        if request.method == "POST" and _saved(request, form, party):
            response = redirect(f"{request.path}?t={token}")
        else:
            context = {"form": form, "business": business, "token": token, "wish": wish}
            status = 400 if form.errors else 200
            response = render(request, "portal/wishes.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _saved(request, form, party):
    if "not_me" in request.POST:
        not_me(party, by="reader")
        messages.success(request, _("Thank you. Nothing more goes to this number."))
        return True
    if not form.is_valid():
        return False
    try:
        change_wishes(
            party, often=form.cleaned_data["often"], channels_off=form.cleaned_data["off"], by="customer"
        )
    except DomainError as error:
        refused(form, error)
        return False
    messages.success(request, _("Saved. It holds from now on."))
    return True
