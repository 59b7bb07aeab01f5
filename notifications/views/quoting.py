"""Sending a quote, with the send page of a bill, and sharing it on WhatsApp."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing.selectors.quotes import find_quote
from notifications import kinds
from notifications.forms import QuoteSendForm
from notifications.services.outbox import rows_of
from notifications.services.quoting import send_quote, share_quote
from notifications.views.sending import send_form, send_page, wait_for_channels, words_seen
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@owner_page("invoices.send", scope=False)
def quote_send(request, quote):
    """To whom, by what, exactly which words; then one press. `look` shows the words again and sends nothing."""
    with request.scope():
        found = find_quote(quote)
        form = send_form(request, QuoteSendForm, found.party)
        looks = "look" in request.POST
        rows = _go(request, found, form) if form.is_valid() and not looks else None
        if rows is None:
            context = _seen(found, request.business, form) | {"quote": found} | _places(request, found)
            return send_page(request, found.party, form, context, looks=looks)
    wait_for_channels(request, rows)
    return redirect("owner:quote", shop=request.business.slug, quote=found.pk)


@owner_page("invoices.send")
@require_POST
def quote_share(request, quote):
    """The text for the owner's own WhatsApp; what WhatsApp does with it nobody tells us."""
    found = find_quote(quote)
    try:
        address = share_quote(found, message=request.POST.get("message", "")[:1000], by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:quote", shop=request.business.slug, quote=found.pk)
    context = {"party": found.party, "address": address} | _places(request, found)
    return render(request, "notifications/share.html", context)


def _go(request, quote, form):
    """The queued rows; None if a rule said no, which then stands in the form."""
    asked = form.cleaned_data
    try:
        told = send_quote(
            quote,
            channels=list(form.recipients()),
            recipients=form.recipients(),
            include_pdf=asked["include_pdf"],
            message=asked["message"],
            press=asked["press"],
            by=request.user,
        )
    except DomainError as error:
        return refused(form, error)
    messages.success(request, _("%(number)s is on its way.") % {"number": quote.number})
    return rows_of(told)


def _seen(quote, business, form):
    """The very words, each as its receiver will see them."""
    kind = kinds.QuoteGiven(quote, message=form.value("message"), has_pdf=bool(form.value("include_pdf")))
    return words_seen(kind, business, form)


def _places(request, quote):
    names = {"here": "owner:quote_send", "share": "owner:quote_share", "back": "owner:quote"}
    return {key: reverse(name, args=[request.business.slug, quote.pk]) for key, name in names.items()}
