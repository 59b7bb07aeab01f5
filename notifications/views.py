"""The send page, sharing on WhatsApp, and the development outbox."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors import find_invoice
from notifications import kinds
from notifications.models import Notification, OutboxMessage
from notifications.segments import segments
from notifications.services.outbox import language_of, send_invoice, share_on_whatsapp
from smartkhata.accounts.doors import owner_page, public_page
from smartkhata.core import links
from smartkhata.core.errors import DomainError
from smartkhata.core.network import address_of
from smartkhata.core.waiting import wait_for

SEND_SECONDS = 3
LOOPBACK = {"127.0.0.1", "::1"}


@owner_page("invoices.send", scope=False)
def invoice_send(request, invoice):
    """To whom, by what, exactly which words; then one press."""
    if request.method == "POST":
        return _send(request, invoice)
    with request.scope():
        invoice = find_invoice(invoice)
        return render(request, "notifications/send.html", _preview(invoice, request.business))


@owner_page("invoices.send")
@require_POST
def invoice_share(request, invoice):
    """The text for the owner's own WhatsApp; what WhatsApp does with it nobody tells us."""
    invoice = find_invoice(invoice)
    try:
        address = share_on_whatsapp(invoice, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:invoice", shop=request.business.slug, invoice=invoice.pk)
    return render(request, "notifications/share.html", {"invoice": invoice, "address": address})


@public_page
def outbox(request):
    """What a local copy "sent", with working links. Exists only there, and only for this machine."""
    if not settings.EMBEDDED or address_of(request) not in LOOPBACK:
        raise Http404
    rows = OutboxMessage.objects.order_by("-at", "-pk")
    to = request.GET.get("to", "")
    rows = rows.filter(to=to) if to else rows
    return render(request, "notifications/outbox.html", {"rows": rows[:100], "to": to})


def _send(request, invoice):
    channels = [name for name in ("sms", "email") if name in request.POST]
    with request.scope():
        invoice = find_invoice(invoice)
        back = redirect("owner:invoice", shop=request.business.slug, invoice=invoice.pk)
        if not channels:
            messages.error(request, _("Choose SMS, e-mail or both."))
            return redirect("owner:invoice_send", shop=request.business.slug, invoice=invoice.pk)
        message = request.POST.get("message", "")[:1000]
        told = send_invoice(invoice, channels=channels, by=request.user, message=message)
    keys = [row.pk for rows in told.values() if isinstance(rows, list) for row in rows]
    wait_for(lambda: not _waiting(request, keys), seconds=SEND_SECONDS)
    for channel, rows in told.items():
        if isinstance(rows, str):
            messages.warning(request, _("%(channel)s: %(why)s.") % {"channel": channel, "why": rows})
    if keys:
        messages.success(request, _("%(number)s is on its way.") % {"number": invoice.number})
    return back


def _preview(invoice, business):
    facts = kinds.invoice_facts(invoice, business)
    language = language_of(invoice.party, business)
    made = {
        channel: kinds.texts(
            kinds.INVOICE_CREATED, channel, language=language, country=business.country, facts=facts
        )
        for channel in ("sms", "email")
    }
    link = links.link_to(invoice)
    sms = made["sms"][1].replace("{link}", link)
    encoding, units, parts = segments(sms)
    return {
        "invoice": invoice,
        "sms": sms,
        "parts": parts,
        "units": units,
        "email_subject": made["email"][0],
        "email": made["email"][1].replace("{link}", link),
        "sent_before": invoice.first_sent_at,
    }


def _waiting(request, keys):
    with request.scope():
        return Notification.objects.filter(pk__in=keys, state__in=["queued", "submitting"]).exists()
