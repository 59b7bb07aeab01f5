"""/api/invoices and /api/payments."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from invoicing import answers, schemas, selectors
from invoicing.services.payments import record_payment
from invoicing.services.voiding import void_invoice
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Invoices(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(
        operation_id="invoices_list",
        parameters=[OpenApiParameter("status"), OpenApiParameter("search"), *PAGE_PARAMETERS],
        responses=schemas.InvoiceListOut,
    )
    def get(self, request):
        day, asked = today(self.business), request.query_params
        rows = selectors.invoices(day=day, status=asked.get("status", ""), search=asked.get("search", ""))
        return Response(page(request, rows, name="invoices", show=lambda row: answers.invoice_row(row, day)))


class OneInvoice(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.InvoiceOut)
    def get(self, request, invoice_id):
        return Response(answers.invoice(selectors.find_invoice(invoice_id), today(self.business)))


class Voiding(BusinessApi):
    permissions = {"POST": "invoices.void"}

    @extend_schema(request=schemas.VoidIn, responses=schemas.InvoiceOut)
    def post(self, request, invoice_id):
        asked = read(schemas.VoidIn, request.data)
        invoice = void_invoice(selectors.find_invoice(invoice_id), reason=asked["reason"], by=request.user)
        return Response(answers.invoice(invoice, today(self.business)))


class InvoicePayments(BusinessApi):
    permissions = {"POST": "payments.record"}

    @extend_schema(request=schemas.PaymentIn, responses={201: schemas.PaymentOut})
    def post(self, request, invoice_id):
        asked = read(schemas.PaymentIn, request.data)
        asked["received_on"] = asked.get("received_on") or today(self.business)
        invoice = selectors.find_invoice(invoice_id)
        payment = record_payment(invoice.party, invoice=invoice, by=request.user, **asked)
        answer = answers.payment(selectors.find_payment(payment.pk))
        return Response(answer, status=status.HTTP_201_CREATED)


class OnePayment(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.PaymentOut)
    def get(self, request, payment_id):
        return Response(answers.payment(selectors.find_payment(payment_id)))
