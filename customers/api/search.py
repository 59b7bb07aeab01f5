"""/api/customers/search: who fits, who might, and one row to create whoever was meant."""

from time import perf_counter

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from customers import answers, schemas
from customers.results import asked_for, count_search, results
from smartkhata.accounts.api.base import BusinessApi

DEFAULT_LIMIT, MAX_LIMIT = 10, 50
_PARAMETERS = [
    OpenApiParameter(
        "q", required=True, description="Name, phone, e-mail, tax id or number, in part or whole."
    ),
    OpenApiParameter("limit", int, description="At most so many people, 1 to 50; 10 unless told."),
]


class Search(BusinessApi):
    permissions = {"GET": "customers.view"}
    scoped = False

    @extend_schema(parameters=_PARAMETERS, responses=schemas.SearchOut)
    def get(self, request):
        began = perf_counter()
        asked, limit = asked_for(request.query_params.get("q", "")), _limit(request)
        count_search(self.business, request.user)
        rows = [answers.found(result) for result in results(asked, self.business, most=limit)]
        rows.append(answers.to_create(asked, self.business.country))
        return Response({"results": rows, "search_took_ms": round((perf_counter() - began) * 1000)})


def _limit(request):
    text = request.query_params.get("limit") or str(DEFAULT_LIMIT)
    if not text.isdecimal() or not int(text[:9]) > 0:
        raise ValidationError({"limit": _("Give a whole number, 1 or more.")})
    return min(int(text[:9]), MAX_LIMIT)
