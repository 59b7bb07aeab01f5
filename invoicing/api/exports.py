"""GET /api/invoices/export and /api/payments/export: the lists as files, with the lists' filters."""

from drf_spectacular.utils import OpenApiParameter, extend_schema

from customers.selectors import find_party
from invoicing import selectors
from invoicing.files import invoices_file, payments_file
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.files import FILE, FORMAT
from smartkhata.core.clock import today

_OF = OpenApiParameter("customer_id", description="Those of one customer, by number or UUID.")


class Invoices(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(
        operation_id="invoices_export",
        parameters=[FORMAT, OpenApiParameter("status"), OpenApiParameter("search"), _OF],
        responses=FILE,
    )
    def get(self, request):
        day, asked = today(self.business), request.query_params
        narrower = {"status": asked.get("status", ""), "search": asked.get("search", "")}
        rows = selectors.invoices(day=day, party=_party(asked), **narrower)
        return invoices_file(asked.get("format", "csv"), business=self.business, rows=rows, day=day)


class Payments(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(
        operation_id="payments_export",
        parameters=[FORMAT, OpenApiParameter("method"), OpenApiParameter("search"), _OF],
        responses=FILE,
    )
    def get(self, request):
        day, asked = today(self.business), request.query_params
        narrower = {"method": asked.get("method", ""), "search": asked.get("search", "")}
        rows = selectors.payments(party=_party(asked), **narrower)
        return payments_file(asked.get("format", "csv"), business=self.business, rows=rows, day=day)


def _party(asked):
    return find_party(asked["customer_id"]) if asked.get("customer_id") else None
