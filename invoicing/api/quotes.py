"""/api/quotes: list, give, one, and its answer."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas
from invoicing.selectors.quotes import find_quote, quotes
from invoicing.services.quotes import accept_quote, decline_quote, give_quote
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read
from smartkhata.core.clock import today


class Quotes(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.issue"}

    @extend_schema(
        operation_id="quotes_list",
        parameters=[*map(OpenApiParameter, ("status", "search", "customer_id")), *PAGE_PARAMETERS],
        responses=schemas.QuoteListOut,
    )
    def get(self, request):
        day, asked = today(self.business), request.query_params
        party = find_party(asked["customer_id"]) if asked.get("customer_id") else None
        rows = quotes(day=day, party=party, status=asked.get("status", ""), search=asked.get("search", ""))
        return Response(page(request, rows, name="quotes", show=lambda row: answers.quote_row(row, day)))

    @extend_schema(request=schemas.QuoteIn, responses={201: schemas.QuoteOut})
    def post(self, request):
        asked = read(schemas.QuoteIn, request.data)
        party = find_party(asked.pop("customer_id"))
        quote = give_quote(party, lines=asked.pop("items"), by=request.user, **asked)
        return Response(answers.quote(quote, today(self.business)), status=status.HTTP_201_CREATED)


class OneQuote(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(responses=schemas.QuoteOut)
    def get(self, request, quote_id):
        return Response(answers.quote(find_quote(quote_id), today(self.business)))


class Acceptance(BusinessApi):
    """The customer said yes: `draft_id` of the answer is what it became, the same one however often."""

    permissions = {"POST": "invoices.issue"}
    act = staticmethod(accept_quote)

    @extend_schema(request=schemas.QuoteAnswerIn, responses=schemas.QuoteOut)
    def post(self, request, quote_id):
        asked = read(schemas.QuoteAnswerIn, request.data)
        quote = self.act(find_quote(quote_id), by=request.user, **asked)
        return Response(answers.quote(quote, today(self.business)))


class Refusal(Acceptance):
    """The customer said no."""

    act = staticmethod(decline_quote)
