"""/api/customers/{id}/statement/pdf."""

from datetime import date

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema

from customers.khata_schemas import RangeIn
from customers.selectors import find_party
from invoicing.statements import printed, statement_document
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class StatementPdf(BusinessApi):
    permissions = {"GET": "customers.view"}
    scoped = False

    @extend_schema(
        parameters=[OpenApiParameter("from", date), OpenApiParameter("to", date)],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request, customer_id):
        asked = read(RangeIn, request.query_params)
        with self.scope():
            party = find_party(customer_id)
            to_on = asked.get("to") or today(self.business)
            document = statement_document(party, self.business, from_on=asked.get("from"), to_on=to_on)
        content, kind = printed(document)
        return HttpResponse(content, content_type=kind)
