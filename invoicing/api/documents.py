"""PDF answers: from the kept row, or after a short wait for the worker."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from invoicing import selectors
from invoicing.documents.render import pdf_available
from invoicing.selectors.credit_notes import find_credit_note
from invoicing.selectors.quotes import find_quote
from invoicing.services import documents
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.core.errors import DomainError
from smartkhata.core.waiting import wait_for

PDF_SECONDS = 3
PAPER = OpenApiParameter("paper", enum=selectors.PAPERS, description="a4, or roll for 80 mm paper")


class PdfApi(BusinessApi):
    """200 with the PDF, 202 while it is made, 503 when the server can't make any."""

    permissions = {"GET": "invoices.view"}
    scoped = False

    def answer(self, find):
        paper = paper_of(self.request)
        with self.scope():
            row = find()
            content = selectors.stored_pdf(row, paper)
            if content is None:
                require_pdf()
                documents.ask_for(row, paper)
        content = content or wait_for(lambda: self._stored(row, paper), seconds=PDF_SECONDS)
        if content is None:
            return Response({"status": "rendering"}, status=status.HTTP_202_ACCEPTED)
        return pdf_response(content, row.number)

    def _stored(self, row, paper):
        with self.scope():
            return selectors.stored_pdf(row, paper)


class InvoicePdf(PdfApi):
    @extend_schema(parameters=[PAPER], responses={(200, "application/pdf"): bytes})
    def get(self, request, invoice_id):
        return self.answer(lambda: selectors.find_invoice(invoice_id))


class QuotePdf(PdfApi):
    @extend_schema(parameters=[PAPER], responses={(200, "application/pdf"): bytes})
    def get(self, request, quote_id):
        return self.answer(lambda: find_quote(quote_id))


class CreditNotePdf(PdfApi):
    @extend_schema(parameters=[PAPER], responses={(200, "application/pdf"): bytes})
    def get(self, request, credit_note_id):
        return self.answer(lambda: find_credit_note(credit_note_id))


class Receipt(PdfApi):
    @extend_schema(parameters=[PAPER], responses={(200, "application/pdf"): bytes})
    def get(self, request, payment_id):
        return self.answer(lambda: selectors.find_payment(payment_id))


def paper_of(request):
    """``?paper=roll`` (or thermal) for the narrow paper; A4 otherwise."""
    return "roll" if request.query_params.get("paper") in ("roll", "thermal") else "a4"


def require_pdf():
    if not pdf_available():
        text = _("PDF needs the Pango library on the server. Use the print view meanwhile.")
        raise DomainError(text, code="pdf_unavailable", status=503)


def pdf_response(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
