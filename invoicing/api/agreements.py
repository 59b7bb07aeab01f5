"""/api/invoices/{id}/promises and /disputes: what the customer said about an invoice."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from invoicing import answers, schemas, selectors
from invoicing.selectors.agreements import disputes_of, promises_of
from invoicing.services.agreements import close_dispute, open_dispute, promise_payment
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read


class Promises(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "payments.record"}

    @extend_schema(responses=schemas.PromiseListOut)
    def get(self, request, invoice_id):
        rows = promises_of(selectors.find_invoice(invoice_id))
        return Response({"promises": [answers.promise(row) for row in rows]})

    @extend_schema(request=schemas.PromiseIn, responses={201: schemas.PromiseOut})
    def post(self, request, invoice_id):
        asked = read(schemas.PromiseIn, request.data)
        promise = promise_payment(selectors.find_invoice(invoice_id), by=request.user, **asked)
        return Response(answers.promise(promise), status=status.HTTP_201_CREATED)


class Disputes(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "payments.record"}

    @extend_schema(responses=schemas.DisputeListOut)
    def get(self, request, invoice_id):
        rows = disputes_of(selectors.find_invoice(invoice_id))
        return Response({"disputes": [answers.dispute(row) for row in rows]})

    @extend_schema(request=schemas.DisputeIn, responses={201: schemas.DisputeOut})
    def post(self, request, invoice_id):
        asked = read(schemas.DisputeIn, request.data)
        dispute = open_dispute(selectors.find_invoice(invoice_id), by=request.user, **asked)
        return Response(answers.dispute(dispute), status=status.HTTP_201_CREATED)


class Settlement(BusinessApi):
    """The open dispute is settled; `outcome` says how."""

    permissions = {"POST": "payments.record"}

    @extend_schema(request=schemas.SettlementIn, responses=schemas.DisputeOut)
    def post(self, request, invoice_id):
        asked, invoice = read(schemas.SettlementIn, request.data), selectors.find_invoice(invoice_id)
        close_dispute(invoice, by=request.user, **asked)
        return Response(answers.dispute(disputes_of(invoice).first()))
