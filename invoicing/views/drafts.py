"""From a draft to an invoice: begun by hand, issued, discarded, on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors import find_party
from invoicing import selectors
from invoicing.documents.render import render_html
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
    """Review, issue, and go on to sending."""
    draft = selectors.find_draft(draft)
    try:
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


@owner_page("invoices.view")
def draft_preview(request, draft):
    """The draft on paper, as HTML."""
    return HttpResponse(render_html(preview(selectors.find_draft(draft), request.business)))
