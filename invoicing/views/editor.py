"""The editor of a draft: live totals by the server, saving by itself, versions, attachments."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing import selectors
from invoicing.forms import DraftForm
from invoicing.models import Draft
from invoicing.models.drafts import CONTENT
from invoicing.rows import filled, moved, read_lines, rows_for
from invoicing.selectors.items import items
from invoicing.selectors.places import place_in_words
from invoicing.selectors.versions import changes, versions_of
from invoicing.services import drafts as writing
from invoicing.views.drafts import acceptance
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.files import files_of, keep_document
from smartkhata.core.forms import refused

OFFERED = 20


@owner_page("invoices.draft")
def draft(request, draft):
    """Lines, terms and totals. Every save keeps what was there before as a version."""
    draft = selectors.find_draft(draft)
    if draft.generation == Draft.Generation.RUNNING:
        return render(request, "invoicing/writing.html", {"draft": draft})
    if draft.status == Draft.Status.CONVERTED:
        return redirect("owner:invoice", shop=request.business.slug, invoice=draft.invoices.get().pk)
    if draft.status == Draft.Status.DISCARDED:
        return render(request, "invoicing/discarded.html", {"draft": draft})
    if request.method != "POST":
        writing.open_draft(draft)
        return _editor(request, draft, _form(request, draft), rows_for(draft.lines))
    if act := request.POST.get("act"):
        spare = 4 if act == "add" else 2
        return _editor(request, draft, _form(request, draft), rows_for(moved(request.POST, act), spare=spare))
    return _save(request, draft)


@owner_page("invoices.draft")
@require_POST
def totals(request, draft):
    """The totals of what is in the editor now (htmx); with ``save`` it is kept as a version, too."""
    draft, context = selectors.find_draft(draft), {}
    form = _form(request, draft)
    try:
        if "save" in request.GET and form.is_valid() and _differs(request, draft, form):
            draft = _kept(request, draft, form)
            context["saved"] = True
        draft = _typed(request, draft, form)
        context["totals"] = selectors.draft_totals(draft, request.business)
    except DomainError as error:
        context["problem"] = next(iter(error.fields.values()), error.message)
        context["stale"] = error.code == "stale_version"
    computed = context.get("totals")
    context["over"] = selectors.over_limit(draft, computed)
    context["amounts"] = list(zip(filled(request.POST), computed.lines, strict=False)) if computed else []
    context["draft"] = draft
    return render(request, "invoicing/_live.html", context)


@owner_page("invoices.draft")
def versions(request, draft):
    """Every version with what it changed."""
    draft = selectors.find_draft(draft)
    rows = versions_of(draft)
    older = [row.content for row in rows[1:]] + [{"lines": []}]
    shown = [(row, list(changes(before, row.content))) for row, before in zip(rows, older, strict=True)]
    return render(request, "invoicing/versions.html", {"draft": draft, "versions": shown})


@owner_page("invoices.draft")
@require_POST
def restoring(request, draft):
    draft = selectors.find_draft(draft)
    number = request.POST.get("number", "")
    try:
        draft = writing.restore_version(draft, int(number) if number.isdecimal() else 0, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Version %(number)s is back.") % {"number": number})
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


@owner_page("invoices.draft")
@require_POST
def attaching(request, draft):
    """A purchase order, a delivery note, a signature: kept with the draft and its invoice."""
    draft = selectors.find_draft(draft)
    try:
        if "file" not in request.FILES:
            raise DomainError(_("Choose a PDF or a picture first."), code="file_missing")
        keep_document(request.FILES["file"], subject=draft, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


def _save(request, draft):
    form, lines = _form(request, draft), read_lines(request.POST)
    if not form.is_valid():
        return _editor(request, draft, form, rows_for(lines))
    try:
        draft = _kept(request, draft, form)
    except DomainError as error:
        refused(form, error)
        current = error.extra.get("current")
        if current:
            form.data = form.data.copy()
            form.data["version"] = current.version
        return _editor(request, draft, form, rows_for(lines, error.fields), current)
    if "issue" in request.POST:
        return acceptance(request, shop=request.business.slug, draft=draft.pk)
    messages.success(request, _("Saved as version %(version)s.") % {"version": draft.version})
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


def _editor(request, draft, form, rows, current=None):
    """`current` is what somebody else saved meanwhile: shown beside what was typed."""
    country = countries.get(request.business.country)
    context = {
        "draft": draft,
        "form": form,
        "rows": rows,
        "row_count": len(rows),
        "current": current,
        "items": items()[:OFFERED],
        "files": files_of(draft),
        "has_hsn": bool(country.states),
        "place": place_in_words(draft, request.business),
    }
    try:
        if form.is_bound:
            draft = _typed(request, draft, form)
        context["totals"] = selectors.draft_totals(draft, request.business)
        context["over"] = selectors.over_limit(draft, context["totals"])
        if current:
            typed = {field: getattr(draft, field) for field in CONTENT}
            context["theirs"] = list(changes(_content(current), typed))
    except DomainError as problem:
        context["problem"] = problem.message
    status = 409 if current else 400 if form.is_bound and form.errors else 200
    return render(request, "invoicing/editor.html", context, status=status)


def _form(request, draft):
    states = countries.get(request.business.country).states
    fields = [field for field in CONTENT if field != "lines"]
    initial = {field: getattr(draft, field) or "" for field in [*fields, "version"]} | {"page": uuid.uuid4()}
    return DraftForm(request.POST or None, initial=initial, states=states)


def _kept(request, draft, form):
    values = dict(form.cleaned_data)
    page, version = values.pop("page"), values.pop("version")
    lines = read_lines(request.POST)
    return writing.save_draft(draft, by=request.user, version=version, page=page, lines=lines, **values)


def _typed(request, draft, form):
    """The draft as the page has it now; nothing is saved."""
    if not hasattr(form, "cleaned_data"):
        form.is_valid()
    values = {field: value for field, value in form.cleaned_data.items() if field in CONTENT}
    for field, value in writing.clean_content({**values, "lines": read_lines(request.POST)}).items():
        setattr(draft, field, value)
    return draft


def _differs(request, draft, form):
    typed = {field: value for field, value in form.cleaned_data.items() if field in CONTENT}
    typed = writing.clean_content({**typed, "lines": read_lines(request.POST)})
    return any(getattr(draft, field) != value for field, value in typed.items())


def _content(draft):
    return {field: getattr(draft, field) for field in CONTENT}
