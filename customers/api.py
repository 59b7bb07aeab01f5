"""/api/customers: list, one, statistics, entries, ledger."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers import answers, schemas, selectors
from customers.services import parties as writing
from customers.services.ledger import note_entry
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today

_FILTERS = [OpenApiParameter(name) for name in ("status", "payment_status", "search", "sort")]


class CustomersApi(BusinessApi):
    """What the routes of customers share."""

    @property
    def day(self):
        return today(self.business)


class Customers(CustomersApi):
    permissions = {"GET": "customers.view", "POST": "customers.edit"}

    @extend_schema(
        operation_id="customers_list",
        parameters=_FILTERS + PAGE_PARAMETERS,
        responses=schemas.CustomerListOut,
    )
    def get(self, request):
        asked = request.query_params
        rows = selectors.parties(
            day=self.day,
            status=asked.get("status", ""),
            payment_status=asked.get("payment_status", ""),
            search=asked.get("search", ""),
            sort=asked.get("sort") or "name",
        )
        day = self.day
        return Response(page(request, rows, name="customers", show=lambda party: answers.row(party, day)))

    @extend_schema(request=schemas.CustomerIn, responses={201: schemas.CustomerOut})
    def post(self, request):
        party = writing.add_party(by=request.user, **read(schemas.CustomerIn, request.data))
        return Response(answers.detail(party, self.day), status=status.HTTP_201_CREATED)


class Customer(CustomersApi):
    permissions = {
        "GET": "customers.view",
        "PUT": "customers.edit",
        "PATCH": "customers.edit",
        "DELETE": "customers.remove",
    }

    @extend_schema(responses=schemas.CustomerOut)
    def get(self, request, customer_id):
        return Response(answers.detail(selectors.find_party(customer_id), self.day))

    @extend_schema(request=schemas.CustomerChangesIn, responses=schemas.CustomerOut)
    def put(self, request, customer_id):
        return self._change(request, customer_id)

    @extend_schema(request=schemas.CustomerChangesIn, responses=schemas.CustomerOut)
    def patch(self, request, customer_id):
        return self._change(request, customer_id)

    @extend_schema(responses={204: None})
    def delete(self, request, customer_id):
        writing.deactivate_party(selectors.find_party(customer_id), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request, customer_id):
        changes = read(schemas.CustomerChangesIn, request.data)
        party = writing.change_party(selectors.find_party(customer_id), by=request.user, **changes)
        return Response(answers.detail(party, self.day))


class Statistics(CustomersApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(responses=schemas.StatisticsOut)
    def get(self, request):
        top = [
            {"customer_id": party.number, "name": party.name, "total_billed": party.total_billed}
            for party in selectors.top_customers()
        ]
        return Response({**selectors.summary(self.day), "top_customers": top})


class Entries(CustomersApi):
    permissions = {"POST": "khata.enter"}

    @extend_schema(request=schemas.EntryIn, responses={201: schemas.EntryOut})
    def post(self, request, customer_id):
        party = selectors.find_party(customer_id)
        asked = read(schemas.EntryIn, request.data)
        entry = note_entry(
            party,
            direction=asked["type"],
            amount=asked["amount"],
            on=asked.get("date") or self.day,
            note=asked["note"],
            by=request.user,
        )
        answer = {"entry_id": entry.pk, "type": entry.kind, "amount": abs(entry.amount), "date": entry.on}
        answer |= {"note": entry.note, "balance": party.balance}
        return Response(answer, status=status.HTTP_201_CREATED)


class Ledger(CustomersApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[OpenApiParameter("from"), OpenApiParameter("to"), *PAGE_PARAMETERS],
        responses=schemas.LedgerOut,
    )
    def get(self, request, customer_id):
        party = selectors.find_party(customer_id)
        asked = read(schemas.RangeIn, request.query_params)
        rows = selectors.ledger(party, from_on=asked.get("from"), to_on=asked.get("to"))
        return Response(page(request, rows, name="entries", show=answers.entry, balance=party.balance))
