"""Documents on paper and on screen: the PDF, the print view, their stylesheet, and whether a paper is ours."""

import hashlib
import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from invoicing import selectors
from invoicing.documents.look import stylesheet as css
from invoicing.documents.render import pdf_available, render_html
from invoicing.documents.template import LOOKS
from invoicing.selectors.credit_notes import find_credit_note
from invoicing.selectors.payments import find_refund
from invoicing.selectors.quotes import find_quote, quote_document
from invoicing.services import documents
from invoicing.services.verifying import issued_paper
from smartkhata.accounts.doors import owner_page, public_page
from smartkhata.core.errors import DomainError
from smartkhata.core.network import address_of
from smartkhata.core.waiting import wait_for

PDF_SECONDS = 3
LARGEST_FILE = 5 * 1024 * 1024


@owner_page("invoices.view", scope=False)
def invoice_pdf(request, invoice):
    """The kept PDF; where the server can't make any, the print view."""
    return _kept(request, lambda: selectors.find_invoice(invoice), selectors.document, "owner:invoice")


@owner_page("invoices.view", scope=False)
def receipt_pdf(request, payment):
    """The receipt of a payment, with the balance after it."""
    return _kept(
        request, lambda: selectors.find_payment(payment), selectors.receipt_document, "owner:payment"
    )


@owner_page("invoices.view", scope=False)
def refund_pdf(request, refund):
    """The voucher of money that went back; its page is that of what it came out of."""
    return _kept(request, lambda: find_refund(refund), selectors.refund_document, "owner:refund")


@owner_page("invoices.view")
def refund(request, refund):
    found = find_refund(refund)
    if found.payment_id:
        return redirect("owner:payment", shop=request.business.slug, payment=found.payment_id)
    return redirect("owner:credit_note", shop=request.business.slug, credit_note=found.credit_note_id)


@owner_page("invoices.view", scope=False)
def credit_note_pdf(request, credit_note):
    return _kept(
        request, lambda: find_credit_note(credit_note), selectors.credit_note_document, "owner:credit_note"
    )


@owner_page("invoices.view", scope=False)
def quote_pdf(request, quote):
    return _kept(request, lambda: find_quote(quote), quote_document, "owner:quote")


def _kept(request, find, show, back):
    """``?paper=roll`` is the 80 mm form of each of them."""
    paper = "roll" if request.GET.get("paper") == "roll" else "a4"
    with request.scope():
        found = find()
        content = selectors.stored_pdf(found, paper)
        if content is None and not pdf_available():
            return HttpResponse(render_html(show(found, request.business), paper=paper))
        if content is None:
            documents.ask_for(found, paper)
    content = content or wait_for(lambda: _stored(request, found, paper), seconds=PDF_SECONDS)
    if content is None:
        messages.warning(request, _("The PDF is being made. Try again in a moment."))
        return redirect(back, request.business.slug, found.pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    return response


@owner_page("invoices.view")
def invoice_print(request, invoice):
    """The document as a page, with what is due now."""
    found = selectors.find_invoice(invoice)
    return HttpResponse(render_html(selectors.document(found, request.business, live=True)))


@public_page
def stylesheet(request, look, colour, paper):
    """A document's stylesheet. It names no shop, so any cache may keep it."""
    if look not in LOOKS or paper not in selectors.PAPERS or not re.fullmatch("[0-9a-f]{6}", colour):
        raise Http404("No such stylesheet.")
    response = HttpResponse(css(look, f"#{colour}", paper, screen=True), content_type="text/css")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@public_page
def verify(request):
    """GET /v?t=TOKEN: what the shop issued under this number. POST compares a file with what was kept."""
    paper = issued_paper(request.GET.get("t", ""), address=address_of(request))
    verdict = ""
    if upload := request.FILES.get("file"):
        if upload.size > LARGEST_FILE:
            raise DomainError(_("This file is larger than any of our documents."), code="bad_file")
        found = hashlib.sha256(upload.read()).hexdigest()
        verdict = "same" if found in paper["hashes"] else "other"
    return render(request, "invoicing/verify.html", paper | {"verdict": verdict})


def _stored(request, found, paper):
    with request.scope():
        return selectors.stored_pdf(found, paper)
