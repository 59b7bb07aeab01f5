"""The shop's own words: the list of all texts, and one to change, look at, try and give up again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from notifications.forms.texts import TONES, TextForm
from notifications.kinds import variables_of
from notifications.selectors.texts import own_text, own_texts
from notifications.services import texts as service
from notifications.services.registrations import LANGUAGES
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused

KINDS = {
    "invoice_created": gettext_lazy("Invoice"),
    "quote_given": gettext_lazy("Quote"),
    "credit_note_given": gettext_lazy("Credit note"),
    "payment_reminder": gettext_lazy("Reminder before and on the due day"),
    "overdue": gettext_lazy("Reminder when it is late"),
    "receipt_sent": gettext_lazy("Receipt"),
    "welcome": gettext_lazy("Welcome"),
}


@owner_page("settings.edit")
def message_texts(request):
    language = _language(request)
    mine = own_texts()
    rows = [
        (word, [_row((kind, tone, channel, language), mine, request.business) for tone, channel in _of(kind)])
        for kind, word in KINDS.items()
    ]
    context = {"kinds": rows, "chosen": language, "languages": _languages(request.business)}
    return render(request, "notifications/texts.html", context)


@owner_page("settings.edit")
def message_text(request):
    """One text. `look` shows it filled in and keeps nothing; `trial` keeps it and sends it to the owner."""
    key = _key(request)
    form = TextForm(
        request.POST or None, channel=key[2], country=request.business.country, initial=_initial(request, key)
    )
    looks = "look" in request.POST
    if request.method == "POST" and form.is_valid() and not looks and _saved(request, key, form):
        return redirect(_address(request, key))
    name = "_text_seen" if request.htmx and request.method == "POST" else "text"
    status = 400 if form.errors and not looks else 200
    return render(request, f"notifications/{name}.html", _context(request, key, form), status=status)


@owner_page("settings.edit")
@require_POST
def text_reset(request):
    key = _key(request)
    service.reset_text(key, by=request.user)
    messages.success(request, _("The standard text is back."))
    return redirect(_address(request, key))


def _saved(request, key, form):
    try:
        service.save_text(key, **form.cleaned_data, by=request.user)
        if "trial" in request.POST:
            to = request.user.email if key[2] == "email" else request.business.phone
            service.try_text(key, to=to, by=request.user)
            messages.success(request, _("Saved. A test is on its way to %(to)s.") % {"to": to})
        else:
            messages.success(request, _("Saved. Messages use your text from now on."))
    except DomainError as error:
        refused(form, error)
    return not form.errors


def _context(request, key, form):
    kind, tone, channel, language = key
    business = request.business
    body = (form.data.get("body", "") if form.is_bound else form.initial["body"]).replace("\r\n", "\n")
    context = {
        "form": form,
        "key": key,
        "what": KINDS[kind],
        "tone": TONES[tone],
        "language_word": LANGUAGES[language],
        "is_mine": own_text(*key) is not None,
        "variables": variables_of(kind, channel),
        "seen": service.filled(key, body, business),
        "counted": service.counted(key, body, business) if channel == "sms" else None,
        "wordings": service.wordings(key, business),
        "query": urlencode({"kind": kind, "tone": tone, "channel": channel, "language": language}),
    }
    if channel == "sms" and business.country == "IN":
        context["registered"] = service.registered_form(body)
    return context


def _initial(request, key):
    if row := own_text(*key):
        return {name: getattr(row, name) for name in ("subject", "body", "header", "dlt_id", "registered_id")}
    subject, body = service.standard_text(*key, request.business)
    return {"subject": subject, "body": body}


def _row(key, mine, business):
    _, tone, channel, _ = key
    row = mine.get(key)
    subject, body = (row.subject, row.body) if row else service.standard_text(*key, business)
    query = urlencode(dict(zip(("kind", "tone", "channel", "language"), key, strict=True)))
    return {
        "tone": TONES[tone],
        "channel": channel,
        "query": query,
        "is_mine": key in mine,
        "words": subject or body,
    }


def _of(kind):
    return [(tone, channel) for tone in service.TONES[kind] for channel in service.CHANNELS[kind]]


def _key(request):
    asked = {**request.GET.dict(), **request.POST.dict()}
    kind, tone, channel = (asked.get(name, "") for name in ("kind", "tone", "channel"))
    if (tone, channel) not in (_of(kind) if kind in service.TONES else ()):
        raise Http404
    return kind, tone, channel, _language(request)


def _language(request):
    offered = countries.get(request.business.country).languages
    asked = request.GET.get("language", "")
    return asked if asked in offered else offered[0]


def _languages(business):
    return [(code, LANGUAGES[code]) for code in countries.get(business.country).languages]


def _address(request, key):
    kind, tone, channel, language = key
    query = urlencode({"kind": kind, "tone": tone, "channel": channel, "language": language})
    return f"{reverse('owner:message_text', args=[request.business.slug])}?{query}"
