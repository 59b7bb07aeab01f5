"""Finding anything from any page: customers, documents, actions. A page without scripts, a list below the box with."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from customers import palette
from customers.results import asked_for, count_search, results
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError

PEOPLE = 6


@owner_page("customers.view", scope=False)
def find(request):
    """`q` is what was typed. With ``for=invoice`` customers only, each going on to a new invoice."""
    text, purpose = request.GET.get("q", "").strip(), request.GET.get("for", "")
    context = {"q": text, "purpose": purpose, **_found(request, text, purpose)}
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "customers/_found.html", context)
    else:
        response = render(request, "customers/find.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _found(request, text, purpose):
    """The people, and for the palette what else fits; too little typed finds actions only."""
    try:
        asked = asked_for(text)
    except DomainError as error:
        return {"problem": error.message if text else "", "groups": palette.actions(request, text, purpose)}
    count_search(request.business, request.user)
    people = results(asked, request.business, most=PEOPLE)
    with request.scope():
        groups = palette.documents(request, text, purpose)
    return {
        "people": people,
        "field": _field_of(text, asked),
        "groups": [*groups, *palette.actions(request, text, purpose)],
    }


def _field_of(text, asked):
    """The field of a new customer that this is most likely to be."""
    return "email" if "@" in text else "phone" if asked.digits else "name"
