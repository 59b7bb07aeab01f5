"""/api/invoices: list, issue, one."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas, selectors
from invoicing.api.content import draft_content
from invoicing.services.corrections import correct_invoice
from invoicing.services.drafts import review_draft, start_draft
from invoicing.services.invoices import accept_draft
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Invoices(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.issue"}

    @extend_schema(
        operation_id="invoices_list",
        parameters=[OpenApiParameter("status"), OpenApiParameter("search"), *PAGE_PARAMETERS],
        responses=schemas.InvoiceListOut,
    )
    def get(self, request):
        day, asked = today(self.business), request.query_params
        rows = selectors.invoices(day=day, status=asked.get("status", ""), search=asked.get("search", ""))
        return Response(page(request, rows, name="invoices", show=lambda row: answers.invoice_row(row, day)))

    @extend_schema(request=schemas.InvoiceIn, responses={201: schemas.InvoiceOut})
    def post(self, request):
        """Write and issue an invoice in one step; who calls stands for what it says."""
        asked = draft_content(read(schemas.InvoiceIn, request.data))
        asked.pop("version", None)
        draft = start_draft(find_party(asked.pop("customer_id")), by=request.user, **asked)
        invoice = accept_draft(review_draft(draft, by=request.user), by=request.user)
        answer = answers.invoice(invoice, today(self.business))
        return Response(answer, status=status.HTTP_201_CREATED)


class OneInvoice(BusinessApi):
    permissions = {"GET": "invoices.view", "PATCH": "invoices.issue"}

    @extend_schema(responses=schemas.InvoiceOut)
    def get(self, request, invoice_id):
        return Response(answers.invoice(selectors.find_invoice(invoice_id), today(self.business)))

    @extend_schema(request=schemas.CorrectionIn, responses=schemas.InvoiceOut)
    def patch(self, request, invoice_id):
        """Mend the e-mail address or the note; what was issued stays."""
        asked = read(schemas.CorrectionIn, request.data)
        invoice = correct_invoice(selectors.find_invoice(invoice_id), by=request.user, **asked)
        return Response(answers.invoice(invoice, today(self.business)))
