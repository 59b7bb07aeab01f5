"""The editor of a draft: live totals by the server, saving by itself, versions, attachments."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from invoicing import selectors
from invoicing.drafting.review import blocking
from invoicing.forms import DraftForm
from invoicing.lines import MAX_LINES
from invoicing.models import Draft
from invoicing.models.drafts import CONTENT
from invoicing.rows import filled, read_lines, rows_after, rows_for
from invoicing.selectors.places import place_in_words
from invoicing.selectors.templates import active_templates
from invoicing.selectors.versions import changes, versions_of
from invoicing.services import drafts as writing
from invoicing.services.draft_content import typed_content
from invoicing.services.invoices import check_numbers
from invoicing.views.drafts import acceptance
from invoicing.views.lines import lines_context
from smartkhata.accounts.doors import owner_page
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.files import files_of, keep_document
from smartkhata.core.forms import refused


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
        return _editor(request, draft, _form(request, draft), rows_after(request.POST, act))
    return _save(request, draft)


@owner_page("invoices.draft")
@require_POST
def totals(request, draft):
    """The totals of what is in the editor now (htmx); with ``save`` it is kept as a version, too."""
    draft, context = selectors.find_draft(draft), {}
    form, computed = _form(request, draft), None
    try:
        if "save" in request.GET and form.is_valid() and _differs(request, draft, form):
            draft = _kept(request, draft, form)
            context["saved"] = True
    except DomainError as error:
        # What else is wrong with the lines is said by the totals below.
        context["stale"] = error.code == "stale_version"
    try:
        draft = _typed(request, draft, form)
        computed = selectors.draft_totals(draft, request.business)
    except DomainError as error:
        context["problem"] = next(iter(error.fields.values()), error.message)
    context |= _consequences(request, draft, computed)
    context["amounts"] = _amounts(request.POST, computed)
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
        try:
            check_numbers(draft.lines)
        except DomainError as error:
            refused(form, error)
            return _editor(request, draft, form, rows_for(draft.lines, error.fields))
        if blocking(draft.flags) and not form.cleaned_data["checked"]:
            form.add_error("checked", _("Look at what the drafter flags, then say that you have checked it."))
            return _editor(request, draft, form, rows_for(draft.lines))
        return acceptance(request, shop=request.business.slug, draft=draft.pk)
    messages.success(request, _("Saved as version %(version)s.") % {"version": draft.version})
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


def _editor(request, draft, form, rows, current=None):
    """`current` is what somebody else saved meanwhile: shown beside what was typed."""
    context = {"form": form, "current": current, "files": files_of(draft)}
    computed = None
    try:
        if form.is_bound:
            draft = _typed(request, draft, form)
        computed = selectors.draft_totals(draft, request.business)
        if current:
            context["theirs"] = list(changes(_content(current), _content(draft)))
    except DomainError as problem:
        context["problem"] = problem.message
    for row, line in zip(rows[: len(draft.lines)], computed.lines if computed else (), strict=False):
        row["amount"] = line.amount
    context |= _consequences(request, draft, computed) | lines_context(rows, request.business)
    status = 409 if current else 400 if form.is_bound and form.errors else 200
    return render(request, "invoicing/editor.html", context, status=status)


def _consequences(request, draft, computed):
    """What follows from the draft as it stands: the totals, the day it is due, the place of supply, the limit."""
    day = today(request.business)
    due = selectors.drafts.due_on(draft, draft.issued_on or day)
    return {
        "draft": draft,
        "doubts": blocking(draft.flags),
        "totals": computed,
        "over": selectors.over_limit(draft, computed),
        "due": due,
        "due_days": (due - day).days,
        "place": place_in_words(draft, request.business),
    }


def _amounts(data, computed):
    """(place on the page, amount) of every line; None where there is none (yet)."""
    known = dict(zip(filled(data), computed.lines, strict=False)) if computed else {}
    count = data.get("line-count", "")
    places = range(min(int(count), MAX_LINES)) if count.isdecimal() else ()
    return [(place, known[place].amount if place in known else None) for place in places]


def _form(request, draft):
    country = countries.get(request.business.country)
    fields = [field for field in CONTENT if field != "lines"]
    initial = {field: getattr(draft, field) or "" for field in [*fields, "version"]}
    initial |= {"page": uuid.uuid4(), "no_tax": not draft.charge_tax}
    return DraftForm(
        request.POST or None,
        initial=initial,
        states=country.states,
        templates=active_templates(),
        taxes=country.charges_tax(request.business.registration),
    )


def _kept(request, draft, form):
    """The next version of the draft, as the page says it."""
    asked = form.cleaned_data
    return writing.save_draft(
        draft,
        by=request.user,
        version=asked["version"],
        page=asked["page"],
        lines=read_lines(request.POST),
        **form.content(),
    )


def _typed(request, draft, form):
    """The draft as the page has it now; nothing is saved."""
    if not hasattr(form, "cleaned_data"):
        form.is_valid()
    typed = form.content() | {"lines": read_lines(request.POST)}
    for field, value in typed_content(draft, typed).items():
        setattr(draft, field, value)
    return draft


def _differs(request, draft, form):
    typed = typed_content(draft, form.content() | {"lines": read_lines(request.POST)})
    return any(getattr(draft, field) != value for field, value in typed.items())


def _content(draft):
    return {field: getattr(draft, field) for field in CONTENT}
