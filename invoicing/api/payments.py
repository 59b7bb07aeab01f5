"""/api/payments and the payments of an invoice or a customer."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas, selectors
from invoicing.selectors.money_book import day_book
from invoicing.services.credits import reallocate, refund_credit
from invoicing.services.payments import record_payment, reverse_payment
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class InvoicePayments(BusinessApi):
    permissions = {"POST": "payments.record"}

    @extend_schema(request=schemas.PaymentIn, responses={201: schemas.PaymentOut})
    def post(self, request, invoice_id):
        invoice = selectors.find_invoice(invoice_id)
        return _record(self, request, invoice.party, invoice)


class Payments(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(
        operation_id="payments_list",
        parameters=[OpenApiParameter("method"), OpenApiParameter("search"), *PAGE_PARAMETERS],
        responses=schemas.PaymentListOut,
    )
    def get(self, request):
        asked = request.query_params
        rows = selectors.payments(method=asked.get("method", ""), search=asked.get("search", ""))
        return Response(page(request, rows, name="payments", show=answers.payment))


class CustomerPayments(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "payments.record"}

    @extend_schema(
        operation_id="customer_payments_list", parameters=PAGE_PARAMETERS, responses=schemas.PaymentListOut
    )
    def get(self, request, customer_id):
        rows = selectors.payments(party=find_party(customer_id))
        return Response(page(request, rows, name="payments", show=answers.payment))

    @extend_schema(request=schemas.PaymentIn, responses={201: schemas.PaymentOut})
    def post(self, request, customer_id):
        return _record(self, request, find_party(customer_id), None)


class OnePayment(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.PaymentOut)
    def get(self, request, payment_id):
        return Response(answers.payment(selectors.find_payment(payment_id)))


class Allocations(BusinessApi):
    """What a payment settles, set anew: ``{"allocations": [{"invoice_id", "amount"}]}``."""

    permissions = {"PUT": "payments.record"}

    @extend_schema(request=schemas.AllocationsIn, responses=schemas.PaymentOut)
    def put(self, request, payment_id):
        asked = read(schemas.AllocationsIn, request.data)["allocations"]
        parts = {selectors.find_invoice(row["invoice_id"]): row["amount"] for row in asked}
        payment = reallocate(selectors.find_payment(payment_id), parts, by=request.user)
        return Response(answers.payment(selectors.find_payment(payment.pk)))


class Reversal(BusinessApi):
    permissions = {"POST": "claims.decide"}

    @extend_schema(request=schemas.ReversalIn, responses=schemas.PaymentOut)
    def post(self, request, payment_id):
        asked = read(schemas.ReversalIn, request.data)
        asked["on"] = asked.pop("date", None) or today(self.business)
        payment = reverse_payment(selectors.find_payment(payment_id), by=request.user, **asked)
        return Response(answers.payment(selectors.find_payment(payment.pk)))


class Refunds(BusinessApi):
    permissions = {"POST": "claims.decide"}

    @extend_schema(request=schemas.RefundIn, responses={201: schemas.RefundOut})
    def post(self, request, payment_id):
        asked = read(schemas.RefundIn, request.data)
        asked["paid_on"] = asked.get("paid_on") or today(self.business)
        refund = refund_credit(selectors.find_payment(payment_id), by=request.user, **asked)
        return Response(answers.refund(refund), status=status.HTTP_201_CREATED)


class DayBook(BusinessApi):
    """A day of the shop (``?date=2026-11-20``, default today): every line, and money by way and direction."""

    permissions = {"GET": "invoices.view"}

    @extend_schema(parameters=[OpenApiParameter("date")], responses=schemas.DayBookOut)
    def get(self, request):
        asked = read(schemas.DayIn, request.query_params)
        return Response(answers.day_book(day_book(asked.get("date") or today(self.business))))


def _record(api, request, party, invoice):
    asked = read(schemas.PaymentIn, request.data)
    asked["received_on"] = asked.get("received_on") or today(api.business)
    payment = record_payment(party, invoice=invoice, by=request.user, **asked)
    return Response(answers.payment(selectors.find_payment(payment.pk)), status=status.HTTP_201_CREATED)
