"""Two customers who are one: side by side, a choice for each detail, and the way back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers import addresses
from customers.selectors import find_party, parties
from customers.selectors.merges import find_merge, merges_of
from customers.services.merging import LIFE, choices, merge_parties, undo_merge
from customers.views.imports import FIELDS
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

WORDS = FIELDS | {"address": FIELDS["street"], "state_code": FIELDS["state"], "name": FIELDS["name"]}
SHOWN = 20


@owner_page("customers.remove")
def merging(request):
    """Who with whom (?one=&other=), then a choice for each detail; posting merges."""
    asked = request.POST or request.GET
    one, other = (find_party(asked[key]) if asked.get(key) else None for key in ("one", "other"))
    if request.method == "POST" and one and other:
        try:
            merge = merge_parties(one, other, take=_taken(request.POST), by=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request, _("%(other)s is %(one)s now.") % {"other": other.name, "one": merge.kept.name}
            )
            return redirect("owner:customer", shop=request.business.slug, party=one.pk)
    search = request.GET.get("search", "")
    found = parties(day=today(request.business), status="current", search=search)[:SHOWN] if search else ()
    context = {
        "one": one,
        "other": other,
        "choices": _shown(one, other) if one and other else (),
        "search": search,
        "found": [party for party in found if party != one],
        "merges": merges_of()[:SHOWN],
        "days": LIFE.days,
    }
    return render(request, "customers/merging.html", context)


@owner_page("customers.remove")
@require_POST
def merge_undoing(request, merge):
    merge = find_merge(merge)
    try:
        undo_merge(merge, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("They are two customers again."))
    return redirect("owner:customer", shop=request.business.slug, party=merge.kept_id)


def _taken(posted):
    return {key.removeprefix("take-"): value for key, value in posted.items() if key.startswith("take-")}


def _shown(one, other):
    return [
        {
            "field": field,
            "word": WORDS[field],
            "kept": _plain(field, kept),
            "gone": _plain(field, gone),
            "usual": usual,
        }
        for field, kept, gone, usual in choices(one, other)
    ]


def _plain(field, value):
    return addresses.lines(value) if field == "address" else value
