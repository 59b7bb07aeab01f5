"""From a draft to an invoice: begun by hand, issued, discarded, on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing import selectors
from invoicing.documents.render import render_html, render_pdf
from invoicing.drafting.review import blocking
from invoicing.selectors.previews import preview
from invoicing.services import drafts as writing
from invoicing.services.invoices import accept_draft
from smartkhata.accounts.doors import owner_page
from smartkhata.core.errors import DomainError


@owner_page("invoices.draft")
@require_POST
def draft_new(request, party):
    """An empty draft, to be written by hand."""
    draft = writing.start_draft(find_party(party), lines=[], by=request.user)
    return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)


@owner_page("invoices.issue")
@require_POST
def acceptance(request, draft):
    """Review, issue, and go on to sending. What a flag asks is looked at before: who pressed has said so."""
    draft = selectors.find_draft(draft)
    try:
        if "checked" in request.POST or not blocking(draft.flags):
            draft = writing.review_draft(draft, by=request.user)
        invoice = accept_draft(draft, by=request.user)
    except DomainError as error:
        if error.code == "already_sent":
            return redirect("owner:invoice", shop=request.business.slug, invoice=draft.invoices.get().pk)
        messages.error(request, error.message)
        return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)
    messages.success(request, _("%(number)s is issued.") % {"number": invoice.number})
    return redirect("owner:invoice_send", shop=request.business.slug, invoice=invoice.pk)


@owner_page("invoices.draft")
@require_POST
def discarding(request, draft):
    draft = writing.discard_draft(selectors.find_draft(draft), by=request.user)
    messages.success(request, _("%(number)s is discarded.") % {"number": draft.number})
    return redirect("owner:customer", shop=request.business.slug, party=draft.party_id)


@owner_page("invoices.view", scope=False)
def draft_preview(request, draft):
    """The draft on paper, as HTML or with ``?as=pdf`` as PDF; the engine runs outside the shop's scope."""
    with request.scope():
        draft = selectors.find_draft(draft)
        document = preview(draft, request.business)
        if request.GET.get("as") != "pdf":
            return HttpResponse(render_html(document))
    try:
        response = HttpResponse(render_pdf(document), content_type="application/pdf")
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("owner:draft", shop=request.business.slug, draft=draft.pk)
    response["Content-Disposition"] = f'inline; filename="{draft.number}.pdf"'
    return response
