"""/api/payment-claims: what customers say they have paid, and the shop's word on it."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas, selectors
from invoicing.services.claims import confirm_claim, reject_claim
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Claims(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(parameters=[OpenApiParameter("status"), *PAGE_PARAMETERS], responses=schemas.ClaimListOut)
    def get(self, request):
        rows = selectors.claims(status=request.query_params.get("status", ""))
        return Response(page(request, rows, name="claims", show=answers.claim))


class Confirmation(BusinessApi):
    permissions = {"POST": "claims.decide"}

    @extend_schema(request=schemas.ConfirmIn, responses={201: schemas.ConfirmedOut})
    def post(self, request, claim_id):
        asked = read(schemas.ConfirmIn, request.data)
        claim = selectors.find_claim(claim_id)
        payment = confirm_claim(claim, amount=asked.get("amount"), by=request.user)
        invoice = selectors.find_invoice(claim.invoice_id)
        answer = {
            "payment_id": payment.pk,
            "receipt_number": payment.number,
            "invoice_status": selectors.state_of(invoice, today(self.business)),
            "balance_due": invoice.balance_due,
            "customer_balance": find_party(payment.party_id).balance,
        }
        return Response(answer, status=status.HTTP_201_CREATED)


class Rejection(BusinessApi):
    permissions = {"POST": "claims.decide"}

    @extend_schema(request=schemas.RejectIn, responses={201: schemas.ClaimOut})
    def post(self, request, claim_id):
        asked = read(schemas.RejectIn, request.data)
        claim = reject_claim(selectors.find_claim(claim_id), reason=asked["reason"], by=request.user)
        return Response(answers.claim(claim), status=status.HTTP_201_CREATED)
