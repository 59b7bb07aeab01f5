"""/api/customers/{id}/invoices/suggest, and /drafts/{id}/corrections."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas
from invoicing.selectors import find_draft
from invoicing.services import generating, suggesting
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Suggest(BusinessApi):
    """What to bill next (endpoint 11)."""

    permissions = {"POST": "invoices.draft"}

    @extend_schema(request=schemas.SuggestIn, responses=schemas.SuggestOut)
    def post(self, request, customer_id):
        asked, party = read(schemas.SuggestIn, request.data), find_party(customer_id)
        rows = suggesting.suggestions(party, **asked)
        for row in rows:
            row.pop("source")
        return Response({"suggestions": rows, "recommendations": suggesting.advice(party)})


class AcceptSuggestion(BusinessApi):
    """A suggestion becomes a draft."""

    permissions = {"POST": "invoices.draft"}

    @extend_schema(request=schemas.AcceptIn, responses={201: schemas.DraftOut})
    def post(self, request, customer_id):
        asked = read(schemas.AcceptIn, request.data)
        number = asked.pop("suggestion_id")
        draft = suggesting.accept(find_party(customer_id), number=number, by=request.user, **asked)
        answer = answers.draft(draft, self.business, today(self.business))
        return Response(answer, status=status.HTTP_201_CREATED)


class Corrections(BusinessApi):
    """Keep talking about a draft; ask the draft itself for what became of it."""

    permissions = {"POST": "invoices.draft"}

    @extend_schema(request=schemas.CorrectIn, responses={202: schemas.DraftOut})
    def post(self, request, customer_id, draft_id):
        asked = read(schemas.CorrectIn, request.data)
        generating.require_room(self.business)
        draft = find_draft(draft_id, party=find_party(customer_id))
        draft = generating.correct(draft, text=asked["text"], by=request.user)
        answer = answers.draft(draft, self.business, today(self.business))
        return Response(answer, status=status.HTTP_202_ACCEPTED)
