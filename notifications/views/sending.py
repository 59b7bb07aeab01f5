"""The send page, sharing on WhatsApp, and the development outbox."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors import find_invoice
from notifications import kinds, selectors
from notifications.forms import SendForm
from notifications.models import OutboxMessage
from notifications.segments import segments
from notifications.services.outbox import send_invoice, share_on_whatsapp
from smartkhata.accounts.doors import owner_page, public_page
from smartkhata.core import links
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of
from smartkhata.core.waiting import wait_for

SEND_SECONDS = 3
LOOPBACK = {"127.0.0.1", "::1"}
# What a proxy or a tunnel adds: then the socket's address is not the reader's.
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


@owner_page("invoices.send", scope=False)
def invoice_send(request, invoice):
    """To whom, by what, exactly which words; then one press."""
    with request.scope():
        found = find_invoice(invoice)
        form = SendForm(request.POST or None, party=found.party)
        rows = _send(request, found, form) if form.is_valid() else None
        if rows is None:
            status = 400 if form.is_bound else 200
            context = _preview(found, request.business) | {"form": form}
            return render(request, "notifications/send.html", context, status=status)
    keys = [row.pk for row in rows]
    wait_for(lambda: not _waiting(request, keys), seconds=SEND_SECONDS)
    return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)


@owner_page("invoices.send")
@require_POST
def invoice_share(request, invoice):
    """The text for the owner's own WhatsApp; what WhatsApp does with it nobody tells us."""
    found = find_invoice(invoice)
    try:
        address = share_on_whatsapp(found, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)
    return render(request, "notifications/share.html", {"invoice": found, "address": address})


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


def _send(request, invoice, form):
    """The queued rows; None if a rule said no, which then stands in the form."""
    asked = form.cleaned_data
    try:
        told = send_invoice(
            invoice,
            channels=form.channels(),
            by=request.user,
            include_pdf=asked["include_pdf"],
            message=asked["message"],
            press=asked["press"],
        )
    except DomainError as error:
        return refused(form, error)
    messages.success(request, _("%(number)s is on its way.") % {"number": invoice.number})
    return [row for rows in told.values() if isinstance(rows, list) for row in rows]


def _preview(invoice, business):
    """The very words, each as its receiver will see them."""
    kind, link = kinds.InvoiceCreated(invoice), links.link_to(invoice)
    sms = kinds.texts(kind, "sms", business)[1].replace("{link}", link)
    subject, email = kinds.texts(kind, "email", business)
    _encoding, units, parts = segments(sms)
    return {
        "invoice": invoice,
        "sms": sms,
        "parts": parts,
        "units": units,
        "email_subject": subject,
        "email": email.replace("{link}", link),
        "sent_before": invoice.first_sent_at,
    }


def _waiting(request, keys):
    with request.scope():
        return selectors.any_waiting(keys)
