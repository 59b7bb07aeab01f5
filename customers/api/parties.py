"""/api/customers: list, one, statistics (endpoints 1 to 5)."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers import answers, schemas, selectors
from customers.services.parties import add_party, change_party, deactivate_party
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

FILTERS = [
    OpenApiParameter("status", enum=list(selectors.STATUSES)),
    OpenApiParameter("payment_status", enum=["good", "warning", "overdue"]),
    OpenApiParameter(
        "search", description="Start of a word of the name, part of a phone, an e-mail's start."
    ),
    OpenApiParameter("tag", description="Customers with this tag, however it is written."),
    OpenApiParameter("outstanding_gt", float, description="Customers who owe more than this."),
    OpenApiParameter("sort", enum=list(selectors.SORTS)),
]


def chosen(asked, day):
    """The parties that the query of the list or of its export asks for."""
    names = ("status", "payment_status", "search", "tag", "outstanding_gt")
    narrower = {name: asked.get(name, "") for name in names}
    return selectors.parties(day=day, sort=asked.get("sort") or "name", **narrower)


class Customers(BusinessApi):
    permissions = {"GET": "customers.view", "POST": "customers.edit"}

    @extend_schema(
        operation_id="customers_list",
        parameters=FILTERS + PAGE_PARAMETERS,
        responses=schemas.CustomerListOut,
    )
    def get(self, request):
        day = today(self.business)
        rows = chosen(request.query_params, day)
        return Response(page(request, rows, name="customers", show=lambda party: answers.row(party, day)))

    @extend_schema(request=schemas.CustomerIn, responses={201: schemas.CustomerOut})
    def post(self, request):
        party = add_party(by=request.user, **read(schemas.CustomerIn, request.data))
        return Response(answers.detail(party, today(self.business)), status=status.HTTP_201_CREATED)


class Customer(BusinessApi):
    permissions = {
        "GET": "customers.view",
        "PUT": "customers.edit",
        "PATCH": "customers.edit",
        "DELETE": "customers.remove",
    }

    @extend_schema(responses=schemas.CustomerOut)
    def get(self, request, customer_id):
        return Response(answers.detail(selectors.find_party(customer_id), today(self.business)))

    @extend_schema(request=schemas.CustomerChangesIn, responses=schemas.CustomerOut)
    def put(self, request, customer_id):
        return self._change(request, customer_id)

    @extend_schema(request=schemas.CustomerChangesIn, responses=schemas.CustomerOut)
    def patch(self, request, customer_id):
        return self._change(request, customer_id)

    @extend_schema(responses={204: None})
    def delete(self, request, customer_id):
        deactivate_party(selectors.find_party(customer_id), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request, customer_id):
        party, changes = selectors.find_party(customer_id), read(schemas.CustomerChangesIn, request.data)
        # To take somebody out of the book is DELETE's permission, by whatever method.
        if changes.get("status", party.status) != party.status and not self._may("customers.remove"):
            text = _("Your role in this shop does not allow to change the status.")
            raise DomainError(text, code="forbidden", status=403)
        party = change_party(party, by=request.user, **changes)
        return Response(answers.detail(party, today(self.business)))

    def _may(self, permission):
        return permission in self.membership.may


class Statistics(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(responses=schemas.StatisticsOut)
    def get(self, request):
        top = [
            {"customer_id": party.number, "name": party.name, "total_billed": party.total_billed}
            for party in selectors.top_customers()
        ]
        return Response({**selectors.summary(today(self.business)), "top_customers": top})
