"""/api/customers/{id}/entries and /ledger: writing and reading the khata."""

from datetime import date

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers import answers, schemas, selectors
from customers.services.ledger import note_entry
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Entries(BusinessApi):
    permissions = {"POST": "khata.enter"}

    @extend_schema(request=schemas.EntryIn, responses={201: schemas.EntryOut})
    def post(self, request, customer_id):
        party = selectors.find_party(customer_id)
        asked = read(schemas.EntryIn, request.data)
        entry = note_entry(
            party,
            direction=asked["type"],
            amount=asked["amount"],
            on=asked.get("date") or today(self.business),
            note=asked["note"],
            by=request.user,
        )
        return Response(answers.noted(entry, party), status=status.HTTP_201_CREATED)


class Ledger(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(
        parameters=[OpenApiParameter("from", date), OpenApiParameter("to", date), *PAGE_PARAMETERS],
        responses=schemas.LedgerOut,
    )
    def get(self, request, customer_id):
        party = selectors.find_party(customer_id)
        asked = read(schemas.RangeIn, request.query_params)
        rows = selectors.ledger(party, from_on=asked.get("from"), to_on=asked.get("to"))
        return Response(page(request, rows, name="entries", show=answers.entry, balance=party.balance))
