"""/api/invoices/{id}/etims: what KRA's eTIMS gave for an invoice."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from invoicing import answers, schemas, selectors
from invoicing.services.corrections import correct_invoice
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Etims(BusinessApi):
    """Number and link together; an empty body takes both off the paper. No amount changes."""

    permissions = {"PUT": "invoices.issue"}

    @extend_schema(request=schemas.EtimsIn, responses=schemas.InvoiceOut)
    def put(self, request, invoice_id):
        asked = read(schemas.EtimsIn, request.data)
        invoice = correct_invoice(selectors.find_invoice(invoice_id), etims=asked, by=request.user)
        return Response(answers.invoice(invoice, today(self.business)))
