"""/api/customers/duplicates: likely pairs with the reason, and "these are two people"."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers import answers, schemas
from customers.duplicates import likely_pairs
from customers.selectors import find_party
from customers.services.apart import keep_apart
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read

MOST = 500


class Duplicates(BusinessApi):
    permissions = {"GET": "customers.view", "POST": "customers.edit"}

    @extend_schema(operation_id="duplicates_list", parameters=PAGE_PARAMETERS, responses=schemas.PairListOut)
    def get(self, request):
        return Response(page(request, likely_pairs(limit=MOST), name="pairs", show=answers.pair))

    @extend_schema(request=schemas.ApartIn, responses={204: None})
    def post(self, request):
        asked = read(schemas.ApartIn, request.data)
        keep_apart(find_party(asked["one"]), find_party(asked["other"]), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
