"""/api/customers/{id}/entries, /ledger, /statement and the shop's ageing: writing and reading the khata."""

from datetime import date

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.response import Response

from customers import khata_answers as answers
from customers import khata_schemas as schemas
from customers import selectors
from customers.services.corrections import reverse_entry, write_off_difference
from customers.services.ledger import note_entry
from customers.services.photos import keep_photo, photo_of
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today
from smartkhata.core.errors import not_found

RANGE = [OpenApiParameter("from", date), OpenApiParameter("to", date)]


class Entries(BusinessApi):
    permissions = {"POST": "khata.enter"}
    parser_classes = [JSONParser, FormParser, MultiPartParser]

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
        url = None
        if asked.get("photo"):
            keep_photo(entry, asked["photo"], by=request.user)
            url = f"{request.path.rstrip('/')}/{entry.pk}/photo"
        return Response(answers.noted(entry, party, url), status=status.HTTP_201_CREATED)


class Reversal(BusinessApi):
    """Taking a line back: the opposite line, on its own day."""

    permissions = {"POST": "khata.enter"}

    @extend_schema(request=schemas.ReasonIn, responses={201: schemas.EntryOut})
    def post(self, request, customer_id, entry_id):
        party = selectors.find_party(customer_id)
        entry = selectors.find_entry(party, entry_id)
        line = reverse_entry(entry, by=request.user, **read(schemas.ReasonIn, request.data))
        party.refresh_from_db()
        return Response(answers.noted(line, party), status=status.HTTP_201_CREATED)


class Photo(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request, customer_id, entry_id):
        photo = photo_of(selectors.find_entry(selectors.find_party(customer_id), entry_id))
        if photo is None:
            raise not_found("This photo was not found.")
        return HttpResponse(bytes(photo.content), content_type=photo.content_type)


class WriteOff(BusinessApi):
    """Letting a small difference go, within the shop's tolerance."""

    permissions = {"POST": "khata.write_off"}

    @extend_schema(request=schemas.ReasonIn, responses={201: schemas.EntryOut})
    def post(self, request, customer_id):
        party = selectors.find_party(customer_id)
        line = write_off_difference(party, by=request.user, **read(schemas.ReasonIn, request.data))
        party.refresh_from_db()
        return Response(answers.noted(line, party), status=status.HTTP_201_CREATED)


class Ledger(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(parameters=[*RANGE, *PAGE_PARAMETERS], responses=schemas.LedgerOut)
    def get(self, request, customer_id):
        party = selectors.find_party(customer_id)
        asked = read(schemas.RangeIn, request.query_params)
        rows = selectors.ledger(party, from_on=asked.get("from"), to_on=asked.get("to"))
        return Response(page(request, rows, name="entries", show=answers.entry, balance=party.balance))


class Statement(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(parameters=RANGE, responses=schemas.StatementOut)
    def get(self, request, customer_id):
        party = selectors.find_party(customer_id)
        asked = read(schemas.RangeIn, request.query_params)
        to_on = asked.get("to") or today(self.business)
        told = selectors.statement(party, from_on=asked.get("from"), to_on=to_on)
        return Response(answers.statement(told, self.business.currency))


class Ages(BusinessApi):
    """How old is what the whole shop is owed, on any day."""

    permissions = {"GET": "customers.view"}

    @extend_schema(
        operation_id="ageing",
        parameters=[OpenApiParameter("on", date), *PAGE_PARAMETERS],
        responses=schemas.AgeingOut,
    )
    def get(self, request):
        day = read(schemas.DayIn, request.query_params).get("on") or today(self.business)
        rows, whole = selectors.ageing_of_shop(day)
        beside = {"on": day, "currency": self.business.currency, "totals": whole.as_dict()}
        return Response(page(request, rows, name="customers", show=answers.aged, **beside))
