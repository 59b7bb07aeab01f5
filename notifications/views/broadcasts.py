"""A message to one customer or to many: who gets it by what, one press, then how far it is."""

from collections import Counter

from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from customers.models import Party
from customers.selectors import chosen_parties, find_party
from customers.views.book import filtered
from notifications.forms.broadcasts import BroadcastForm
from notifications.models import Broadcast
from notifications.services import broadcasting as service
from notifications.services.foreseeing import foresee
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

SHOWN = 200


@owner_page("invoices.send")
def message_new(request, party):
    """To one customer."""
    found = find_party(party)
    return _page(request, Party.objects.filter(pk=found.pk), party=found)


@owner_page("invoices.send")
def message_many(request):
    """To the ticked customers (``party``), or to all that the list's filters show (``query``)."""
    ticked = request.POST.getlist("party") or request.GET.getlist("party")
    query = request.POST.get("query", request.GET.urlencode())
    if ticked:
        return _page(request, chosen_parties(ticked, most=service.MOST), ticked=ticked)
    rows, _sort = filtered(QueryDict(query), today(request.business))
    return _page(request, rows, query=query)


@owner_page("invoices.send")
def broadcast(request, broadcast):
    """How far it is, and who was left out."""
    row = Broadcast.objects.filter(pk=broadcast).first()
    if row is None:
        raise Http404
    shown = row.left_out[:SHOWN]
    parties = Party.across.filter(pk__in=[out["party"] for out in shown])
    names = {str(pk): name for pk, name in parties.values_list("pk", "name")}
    no_email = service.HAS_NO["email"]
    left_out = [(out, names.get(out["party"], ""), no_email in out["why"]) for out in shown]
    reasons = Counter(out["why"] for out in row.left_out).most_common()
    context = {"row": row, "left_out": left_out, "reasons": reasons}
    return render(request, "notifications/broadcast.html", context)


def _page(request, parties, *, party=None, ticked=(), query=""):
    asked = request.POST if "text" in request.POST else None
    form = BroadcastForm(asked)
    looks = "look" in request.POST
    if asked is not None and form.is_valid() and not looks and (sent := _sent(request, parties, form)):
        return redirect("owner:broadcast", shop=request.business.slug, broadcast=sent.pk)
    channels = form.cleaned_data["channels"] if form.is_bound and form.is_valid() else ["sms", "email"]
    seen = _foreseen(request, form, parties, channels)
    # At first only what reaches somebody is ticked; e-mail stays, which knows no law about its words.
    form.initial["channels"] = ["email", *dict(seen.by_channel)]
    context = {
        "seen": seen,
        "left_out": seen.left_out[:SHOWN],
        "reached": [] if seen.problem else seen.reached,
    }
    context |= {"form": form, "party": party, "ticked": ticked, "query": query}
    name = "_broadcast_seen" if request.htmx and looks else "broadcast_new"
    status = 400 if form.errors and not looks else 200
    return render(request, f"notifications/{name}.html", context, status=status)


def _sent(request, parties, form):
    try:
        return service.broadcast(parties, **form.cleaned_data, by=request.user)
    except DomainError as error:
        return refused(form, error)


def _foreseen(request, form, parties, channels):
    text = (form.data.get("text", "") if form.is_bound else "").strip() or _("Your message stands here.")
    subject = form.data.get("subject", "") if form.is_bound else ""
    return foresee(parties, channels=channels, text=text, subject=subject, business=request.business)
