"""The send page, which is a dialog where there is JavaScript, and sharing on WhatsApp."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors import find_invoice
from notifications import kinds, selectors
from notifications.forms import SendForm
from notifications.forms.sending import CHANNELS, TONES
from notifications.services.channels import serves
from notifications.services.outbox import send_invoice, share_on_whatsapp, shared_text
from notifications.services.previews import preview
from notifications.services.schedules import schedule_send
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.waiting import wait_for

SEND_SECONDS = 3


@owner_page("invoices.send", scope=False)
def invoice_send(request, invoice):
    """To whom, by what, exactly which words, when; then one press. `look` shows the words again and sends nothing."""
    with request.scope():
        found = find_invoice(invoice)
        form = _form(request, found)
        looks = "look" in request.POST
        rows = _go(request, found, form) if form.is_valid() and not looks else None
        if rows is None:
            return _page(request, found, form, status=400 if form.is_bound and not looks else 200)
    keys = [row.pk for row in rows]
    wait_for(lambda: not _waiting(request, keys), seconds=SEND_SECONDS)
    return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)


@owner_page("invoices.send")
@require_POST
def invoice_share(request, invoice):
    """The text for the owner's own WhatsApp; what WhatsApp does with it nobody tells us."""
    found = find_invoice(invoice)
    tone = request.POST.get("template", "")
    try:
        address = share_on_whatsapp(
            found,
            message=request.POST.get("message", "")[:1000],
            template=tone if tone in dict(TONES) else "default",
            by=request.user,
        )
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)
    return render(request, "notifications/share.html", {"invoice": found, "address": address})


def _form(request, invoice):
    channels = [channel for channel in CHANNELS if channel != "whatsapp" or serves("whatsapp")]
    return SendForm(
        request.POST or None, party=invoice.party, country=request.business.country, channels=channels
    )


def _page(request, invoice, form, *, status):
    """The page; of it only the form for the dialog, only the words when they changed."""
    context = _seen(invoice, request.business, form) | {"form": form, "invoice": invoice}
    fragment = request.htmx and not request.htmx.history_restore_request
    name = ("_seen" if request.method == "POST" else "_send") if fragment else "send"
    response = render(request, f"notifications/{name}.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _go(request, invoice, form):
    """The queued rows, none if they wait for their day; None if a rule said no, which then stands in the form."""
    asked = form.cleaned_data
    what = {
        "channels": list(form.recipients()),
        "recipients": form.recipients(),
        "by": request.user,
        "include_pdf": asked["include_pdf"],
        "message": asked["message"],
        "template": asked["template"] or "default",
    }
    try:
        if form.is_later():
            planned = schedule_send(invoice, moment=asked["schedule_send"], **what)
            text = _("%(number)s goes out on %(moment)s.")
            moment = planned.local_time.replace("T", ", ")[:17]
            messages.success(request, text % {"number": invoice.number, "moment": moment})
            return []
        told = send_invoice(invoice, press=asked["press"], **what)
    except DomainError as error:
        return refused(form, error)
    messages.success(request, _("%(number)s is on its way.") % {"number": invoice.number})
    return [row for rows in told.values() if isinstance(rows, list) for row in rows]


def _seen(invoice, business, form):
    """The very words, each as its receiver will see them."""
    words = {
        "message": form.value("message"),
        "template": form.value("template") or "default",
        "has_pdf": bool(form.value("include_pdf")),
    }
    kind, chosen = kinds.InvoiceCreated(invoice, **words), form.recipients()
    shared = preview(kinds.InvoiceCreated(invoice, **words), "whatsapp", [invoice.party.phone], business)
    return {
        "previews": [preview(kind, channel, to, business) for channel, to in chosen.items()],
        "shared": shared_text(shared.body, kind.message),
        "later": form.is_later(),
        "sent_before": invoice.first_sent_at,
    }


def _waiting(request, keys):
    with request.scope():
        return selectors.any_waiting(keys)
