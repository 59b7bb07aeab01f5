"""What a customer wants to hear: behind the link of any message without signing in, and in the portal."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from customers.selectors import find_party
from customers.services.parties import change_party
from notifications.services.channels import serves
from notifications.services.preferences import change_wishes, is_stranger, not_me, wishes_of
from notifications.services.strangers import disown
from portal.doors import link_to_shop, portal_page, shop
from portal.forms import WishesForm
from portal.looks import look_of
from portal.services.links import open_wishes_link
from smartkhata.accounts.doors import public_page
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of


@public_page
def wishes(request):
    """GET /p/wishes?t=TOKEN shows, POST saves; ``not_me`` says that the reader is somebody else."""
    token = request.GET.get("t", "")
    address = address_of(request)
    with open_wishes_link(token, address=address, **look_of(request)) as (business, party, message, opens):
        if not opens:
            return _shut(request, business)
        about = {"message": message, "back": f"{reverse(opens)}?t={token}", "bill": opens == "portal:link"}
        response = _page(request, business, party, **about)
    response["Cache-Control"] = "no-store"
    return response


@portal_page
def own_wishes(request, business):
    """The same for who is signed in, from the khata with a shop."""
    link = link_to_shop(request.profile, business)
    with shop(link) as business:
        return _page(
            request, business, find_party(link.party_id), back=reverse("portal:khata", args=[business.pk])
        )


def _shut(request, business):
    """What the reader said holds. Nothing of the customer, whose wishes are none of theirs, is shown or changed."""
    response = render(request, "portal/wishes_shut.html", {"business": business})
    response["Cache-Control"] = "no-store"
    return response


def _page(request, business, party, *, back, message=None, bill=False):
    wish = wishes_of(party)
    form = _form(request, business, party, wish)
    if request.method == "POST" and _saved(request, form, party, message):
        return redirect(request.get_full_path())
    context = {"form": form, "business": business, "wish": wish, "back": back, "is_bill": bill}
    context |= {"is_stranger": is_stranger(wish, message.channel if message else "")}
    return render(request, "portal/wishes.html", context, status=400 if form.errors else 200)


def _form(request, business, party, wish):
    spoken = countries.get(business.country).languages
    languages = [(code, name) for code, name in settings.LANGUAGES if code in spoken]
    language = party.language if party.language in spoken else business.language
    initial = {"often": wish.often, "off": wish.channels_off, "language": language}
    return WishesForm(request.POST or None, initial=initial, languages=languages, has_app=serves("push"))


def _saved(request, form, party, message):
    if "not_me" in request.POST:
        if message:
            disown(message, party, by="reader")
        else:
            not_me(party, by="reader")
        messages.success(request, _("Thank you. Nothing more is sent to you."))
        return True
    if not form.is_valid():
        return False
    try:
        asked = form.cleaned_data
        change_wishes(party, often=asked["often"], channels_off=asked["off"], by="customer")
        if asked["language"] != form.initial["language"]:
            change_party(party, by="customer", language=asked["language"])
    except DomainError as error:
        refused(form, error)
        return False
    messages.success(request, _("Saved. It holds from now on."))
    return True
