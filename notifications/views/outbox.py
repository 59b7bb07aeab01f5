"""The development outbox."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from notifications.models import OutboxMessage
from smartkhata.accounts.doors import public_page
from smartkhata.core.network import address_of

LOOPBACK = {"127.0.0.1", "::1"}
# What a proxy or a tunnel adds: then the socket's address is not the reader's.
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


@public_page
def outbox(request):
    """What a local copy "sent", with working links. Exists only there, and only for this machine."""
    near = address_of(request) in LOOPBACK and not any(name in request.headers for name in FORWARDED)
    if not settings.EMBEDDED or not near:
        raise Http404
    rows = OutboxMessage.objects.order_by("-at", "-pk")
    to = request.GET.get("to", "")
    rows = rows.filter(to=to) if to else rows
    return render(request, "notifications/outbox.html", {"rows": rows[:100], "to": to})
