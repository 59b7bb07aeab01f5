"""Sending a quote or a credit note, with the send page of a bill, and sharing it on WhatsApp."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from invoicing.selectors.credit_notes import find_credit_note
from invoicing.selectors.quotes import find_quote
from notifications import kinds, selectors
from notifications.forms import PaperSendForm
from notifications.own_words import checked
from notifications.services import papers as service
from notifications.services.outbox import rows_of
from notifications.views.sending import (
    send_form,
    send_page,
    tell_how,
    tell_when,
    wait_for_channels,
    words_seen,
)
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused


@dataclass(frozen=True)
class Paper:
    """What is sent: its `name` in the templates, how it is found, told, sent and shared, and where its pages are."""

    name: str
    find: Callable
    kind: type
    send: Callable
    plan: Callable
    share: Callable
    back: str
    email: Callable = lambda found: ""


QUOTE = Paper(
    "quote",
    find_quote,
    kinds.QuoteGiven,
    service.send_quote,
    service.schedule_quote,
    service.share_quote,
    back="owner:quote",
)
CREDIT_NOTE = Paper(
    "credit_note",
    find_credit_note,
    kinds.CreditNoteGiven,
    service.send_credit_note,
    service.schedule_credit_note,
    service.share_credit_note,
    back="owner:credit_note",
    email=lambda note: note.invoice.email,
)


@owner_page("invoices.send", scope=False)
def quote_send(request, quote):
    """To whom, by what, exactly which words; then one press. `look` shows the words again and sends nothing."""
    return _send_page(request, QUOTE, quote)


@owner_page("invoices.send")
@require_POST
def quote_share(request, quote):
    """The text for the owner's own WhatsApp; what WhatsApp does with it nobody tells us."""
    return _share_page(request, QUOTE, quote)


@owner_page("invoices.send", scope=False)
def credit_note_send(request, credit_note):
    return _send_page(request, CREDIT_NOTE, credit_note)


@owner_page("invoices.send")
@require_POST
def credit_note_share(request, credit_note):
    return _share_page(request, CREDIT_NOTE, credit_note)


def _send_page(request, paper, pk):
    with request.scope():
        found = paper.find(pk)
        form = send_form(request, PaperSendForm, found.party, email=paper.email(found))
        looks = "look" in request.POST
        rows = _go(request, paper, found, form) if form.is_valid() and not looks else None
        if rows is None:
            context = {
                paper.name: found,
                "sent_before": selectors.first_told(found),
                **_seen(paper, found, request.business, form),
                **_places(request, paper, found),
            }
            return send_page(request, found.party, form, context, looks=looks)
    wait_for_channels(request, rows)
    return redirect(_places(request, paper, found)["back"])


def _share_page(request, paper, pk):
    found = paper.find(pk)
    places = _places(request, paper, found)
    try:
        words = checked(request.POST.get("message", ""))
        address = paper.share(found, message=words, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(places["back"])
    context = {"party": found.party, "address": address} | places
    return render(request, "notifications/share.html", context)


def _go(request, paper, found, form):
    """The queued rows, none if they wait for their day; None if a rule said no, which then stands in the form."""
    asked = form.cleaned_data
    what = {
        "channels": list(form.recipients()),
        "recipients": form.recipients(),
        "include_pdf": asked["include_pdf"],
        "message": asked["message"],
        "by": request.user,
    }
    try:
        if form.is_later():
            tell_when(request, found.number, paper.plan(found, moment=asked["schedule_send"], **what))
            return []
        told = paper.send(found, press=asked["press"], **what)
    except DomainError as error:
        return refused(form, error)
    tell_how(request, found.number, told)
    return rows_of(told)


def _seen(paper, found, business, form):
    """The very words, each as its receiver will see them."""
    kind = paper.kind(found, message=form.value("message"), has_pdf=bool(form.value("include_pdf")))
    return words_seen(kind, business, form) | {"later": form.is_later()}


def _places(request, paper, found):
    names = {"here": f"{paper.back}_send", "share": f"{paper.back}_share", "back": paper.back}
    return {key: reverse(name, args=[request.business.slug, found.pk]) for key, name in names.items()}
