"""The send page, which is a dialog where there is JavaScript, and sharing on WhatsApp."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors import find_invoice
from notifications import kinds, selectors
from notifications.forms import SendForm
from notifications.forms.sending import CHANNELS, TONES
from notifications.own_words import checked
from notifications.services.channels import serves
from notifications.services.outbox import rows_of, send_invoice, share_on_whatsapp, shared_text
from notifications.services.previews import preview, previews
from notifications.services.schedules import schedule_send
from notifications.services.shortfalls import shortfalls
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
        form = send_form(request, SendForm, found.party, email=found.email)
        looks = "look" in request.POST
        rows = _go(request, found, form) if form.is_valid() and not looks else None
        if rows is None:
            context = _seen(found, request.business, form) | {"invoice": found} | _places(request, found)
            return send_page(request, found.party, form, context, looks=looks)
    wait_for_channels(request, rows)
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
            message=checked(request.POST.get("message", "")),
            template=tone if tone in dict(TONES) else "default",
            by=request.user,
        )
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:invoice", shop=request.business.slug, invoice=found.pk)
    context = {"party": found.party, "address": address} | _places(request, found)
    return render(request, "notifications/share.html", context)


def send_form(request, form, party, **own):
    """The form of a send page with the channels that the shop can send by."""
    channels = [channel for channel in CHANNELS if channel != "whatsapp" or serves("whatsapp")]
    country = request.business.country
    return form(request.POST or None, party=party, country=country, channels=channels, **own)


def send_page(request, party, form, context, *, looks):
    """The page; of it only the form for the dialog, only the words when they changed.

    `context` has what is sent (`invoice` or `quote`), its `previews`, and the addresses `here`, `share`, `back`.
    """
    status = 400 if form.is_bound and not looks else 200
    context |= {"form": form, "party": party}
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
            tell_when(request, invoice.number, schedule_send(invoice, moment=asked["schedule_send"], **what))
            return []
        told = send_invoice(invoice, press=asked["press"], **what)
    except DomainError as error:
        return refused(form, error)
    tell_how(request, invoice.number, told)
    return rows_of(told)


def _seen(invoice, business, form):
    """The very words, each as its receiver will see them."""
    kind = kinds.InvoiceCreated(
        invoice,
        message=form.value("message"),
        template=form.value("template") or "default",
        has_pdf=bool(form.value("include_pdf")),
    )
    return words_seen(kind, business, form) | {
        "later": form.is_later(),
        "sent_before": invoice.first_sent_at,
    }


def words_seen(kind, business, form):
    """What a send page shows of `kind`: the words on each chosen channel, and those for the owner's own WhatsApp."""
    by_hand = preview(kind, "whatsapp", [kind.party.phone], business)
    return {
        "previews": previews(kind, form.recipients(), business),
        "shared": shared_text(by_hand.body, kind.message),
    }


def tell_when(request, number, planned):
    """On the next page: the moment for which it is planned."""
    moment = planned.local_time.replace("T", ", ")[:17]
    text = _("%(number)s goes out on %(moment)s.") % {"number": number, "moment": moment}
    messages.success(request, text)
    _tell_missing(request, planned.foreseen)


def tell_how(request, number, told):
    """On the next page: that it is on its way, and of each channel what is not."""
    if any(row.state != "held" for row in rows_of(told)):
        messages.success(request, _("%(number)s is on its way.") % {"number": number})
    _tell_missing(request, told)


def _tell_missing(request, told):
    for channel, sentences in shortfalls(told).items():
        for sentence in sentences:
            messages.warning(request, f"{CHANNELS[channel]}: {sentence}")


def wait_for_channels(request, rows):
    """Give the channels a moment, so that the next page tells how it went."""
    keys = [row.pk for row in rows]
    wait_for(lambda: not _waiting(request, keys), seconds=SEND_SECONDS)


def _places(request, invoice):
    names = {"here": "owner:invoice_send", "share": "owner:invoice_share", "back": "owner:invoice"}
    return {key: reverse(name, args=[request.business.slug, invoice.pk]) for key, name in names.items()}


def _waiting(request, keys):
    with request.scope():
        return selectors.any_waiting(keys)
