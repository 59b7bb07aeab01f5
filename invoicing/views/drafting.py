"""The page that writes an invoice from a sentence: ask, suggestions, talk on, how it does."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing import selectors
from invoicing.forms import PromptForm
from invoicing.models import Draft
from invoicing.selectors.drafting_quality import quality
from invoicing.selectors.prompts import quick_prompts
from invoicing.selectors.templates import templates
from invoicing.services import dictating, generating, suggesting
from smartkhata.accounts.doors import owner_page
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.forms import refused
from smartkhata.core.waiting import wait_for

WRITING_SECONDS = 3


@owner_page("invoices.draft", scope=False)
def generate(request, party):
    """One sentence; the worker writes the draft while this page waits a little."""
    with request.scope():
        form = PromptForm(
            request.POST or None,
            templates=templates(status="active"),
            initial={
                "prompt": _said_before(request),
                "charge_tax": generating.charges_tax(find_party(party)),
            },
        )
    if request.method == "POST" and form.is_valid():
        try:
            generating.require_room(request.business)
            with request.scope():
                asked = generating.ask(find_party(party), by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            wait_for(lambda: _written(request, asked), seconds=WRITING_SECONDS)
            return redirect("owner:draft", shop=request.business.slug, draft=asked.pk)
    with request.scope():
        party, day = find_party(party), today(request.business)
        context = {
            "party": party,
            "form": form,
            "recent": list(selectors.invoices(day=day, party=party)[:3]),
            "examples": quick_prompts(party, get_language(), request.business.currency),
            "suggestions": suggesting.suggestions(party, day=day)[:3],
            "can_speak": dictating.is_possible(),
            "advice": suggesting.advice(party, day=day),
        }
        status = 400 if form.is_bound and form.errors else 200
        response = render(request, "invoicing/generate.html", context, status=status)
    # The only page that may listen, and only where there is somebody to write it down.
    if context["can_speak"]:
        response["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=()"
    return response


@owner_page("invoices.draft", scope=False)
@require_POST
def dictation(request, party):
    """A recording -> its words as JSON, for the person to correct before anything is drafted."""
    upload = request.FILES.get("sound")
    try:
        generating.require_room(request.business)
        with request.scope():
            party = find_party(party)
        sound = upload.read(dictating.LARGEST + 1) if upload else b""
        words, *spent = dictating.words_of(sound, upload.content_type if upload else "")
        with request.scope():
            usage = {"tokens_in": spent[0], "tokens_out": spent[1], "cost_usd": str(spent[2])}
            record("sentence.dictated", party, by=request.user, party=party, **usage)
    except DomainError as error:
        return JsonResponse({"error": error.message}, status=error.status)
    return JsonResponse({"text": words})


@owner_page("invoices.draft")
@require_POST
def suggestion(request, party):
    """A suggestion becomes a draft."""
    party, number = find_party(party), request.POST.get("suggestion", "")
    try:
        draft = suggesting.accept(party, number=int(number) if number.isdigit() else -1, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:generate", shop=request.business.slug, party=party.pk)
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


@owner_page("invoices.draft", scope=False)
@require_POST
def correction(request, draft):
    """ "Make it 4 months": the same draft, written on."""
    try:
        generating.require_room(request.business)
        with request.scope():
            draft = selectors.find_draft(draft)
            draft = generating.correct(draft, text=request.POST.get("text", ""), by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        wait_for(lambda: _written(request, draft), seconds=WRITING_SECONDS)
    return redirect("owner:draft", shop=request.business.slug, draft=getattr(draft, "pk", draft))


@owner_page("invoices.draft")
@require_POST
def cancelling(request, draft):
    """Not waiting any longer: back to the sentence, or to the draft as it was."""
    draft = generating.cancel(selectors.find_draft(draft), by=request.user)
    if draft.status != Draft.Status.DISCARDED:
        return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)
    url = reverse("owner:generate", kwargs={"shop": request.business.slug, "party": draft.party_id})
    return redirect(f"{url}?draft={draft.pk}")


@owner_page("invoices.view")
def drafting_quality(request):
    """Drafts a day, sent without an edit, what people change, flags, cost."""
    figures = quality(today(request.business))
    return render(
        request, "invoicing/drafting_quality.html", {"figures": figures, "title": _("How drafting does")}
    )


def _said_before(request):
    """The sentence of a draft that was given up, to say it better; empty without one."""
    try:
        return selectors.find_draft(request.GET["draft"]).prompt if "draft" in request.GET else ""
    except DomainError:
        return ""


def _written(request, draft):
    with request.scope():
        return Draft.objects.filter(pk=draft.pk).exclude(generation=Draft.Generation.RUNNING).exists()
