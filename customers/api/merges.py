"""/api/customers/{id}/merge and /api/merges: two customers who are one."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from customers import addresses
from customers.selectors import find_party
from customers.selectors.merges import find_merge, merges_of
from customers.services.merging import FIELDS, choices, merge_parties, undo_merge
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import page_of, read


class MergeIn(serializers.Serializer):
    """`other` becomes part of the customer in the path; `take` says whose detail is kept."""

    other = serializers.CharField()
    take = serializers.DictField(
        child=serializers.ChoiceField(["kept", "gone"]), required=False, default=dict
    )


class MergeOut(serializers.Serializer):
    merge_id = serializers.UUIDField()
    customer_id = serializers.CharField()
    merged = serializers.CharField()
    at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)


class ChoiceOut(serializers.Serializer):
    field = serializers.ChoiceField(FIELDS)
    kept = serializers.CharField(allow_null=True)
    gone = serializers.CharField(allow_null=True)
    usual = serializers.ChoiceField(["kept", "gone"])


class PreviewOut(serializers.Serializer):
    choices = ChoiceOut(many=True)
    balance = serializers.FloatField()


MergeListOut = page_of("merges", MergeOut)


class OneMerge(BusinessApi):
    """GET shows what would be kept; POST merges."""

    permissions = {"GET": "customers.remove", "POST": "customers.remove"}

    @extend_schema(parameters=[OpenApiParameter("other", required=True)], responses=PreviewOut)
    def get(self, request, customer_id):
        kept, gone = find_party(customer_id), find_party(request.query_params.get("other", ""))
        rows = [
            {"field": field, "kept": _plain(field, one), "gone": _plain(field, other), "usual": usual}
            for field, one, other, usual in choices(kept, gone)
        ]
        return Response({"choices": rows, "balance": kept.balance + gone.balance})

    @extend_schema(request=MergeIn, responses={201: MergeOut})
    def post(self, request, customer_id):
        kept, asked = find_party(customer_id), read(MergeIn, request.data)
        merge = merge_parties(kept, find_party(asked["other"]), take=asked["take"], by=request.user)
        return Response(shown(merge), status=status.HTTP_201_CREATED)


class Merges(BusinessApi):
    permissions = {"GET": "customers.view"}

    @extend_schema(operation_id="merges_list", parameters=PAGE_PARAMETERS, responses=MergeListOut)
    def get(self, request):
        return Response(page(request, merges_of(), name="merges", show=shown))


class MergeUndoing(BusinessApi):
    permissions = {"POST": "customers.remove"}

    @extend_schema(request=None, responses=MergeOut)
    def post(self, request, merge_id):
        return Response(shown(undo_merge(find_merge(merge_id), by=request.user)))


def shown(merge):
    return {
        "merge_id": merge.pk,
        "customer_id": merge.kept.number,
        "merged": merge.gone.number,
        "at": merge.at,
        "undone_at": merge.undone_at,
    }


def _plain(field, value):
    return addresses.lines(value) if field == "address" else value
