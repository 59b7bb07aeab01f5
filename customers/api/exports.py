"""GET /api/customers/export and /api/customers/{id}/ledger/export: the lists as files, with the lists' filters."""

from drf_spectacular.utils import extend_schema

from customers import selectors
from customers.api.khata import RANGE
from customers.api.parties import FILTERS, chosen
from customers.files import customers_file, khata_file
from customers.khata_schemas import RangeIn
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.files import FILE, FORMAT
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Customers(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(operation_id="customers_export", parameters=[FORMAT, *FILTERS], responses=FILE)
    def get(self, request):
        day, form = today(self.business), request.query_params.get("format", "csv")
        return customers_file(form, business=self.business, rows=chosen(request.query_params, day), day=day)


class Khata(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(operation_id="ledger_export", parameters=[FORMAT, *RANGE], responses=FILE)
    def get(self, request, customer_id):
        party, form = selectors.find_party(customer_id), request.query_params.get("format", "csv")
        asked = read(RangeIn, request.query_params)
        between = {"from_on": asked.get("from"), "to_on": asked.get("to")}
        return khata_file(form, business=self.business, party=party, **between)
