"""/api/items: the shop's catalogue."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from invoicing.selectors.items import find_item, items
from invoicing.services.items import add_item, change_item
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import page_of, read


class _ItemIn(serializers.Serializer):
    unit = serializers.CharField(required=False, allow_blank=True, max_length=20)
    rate = serializers.DecimalField(14, 2, required=False, allow_null=True)
    tax_rate = serializers.DecimalField(5, 2, required=False, allow_null=True)
    hsn = serializers.CharField(required=False, allow_blank=True, max_length=8)


class NewItemIn(_ItemIn):
    name = serializers.CharField(max_length=300)


class ItemChangesIn(_ItemIn):
    name = serializers.CharField(required=False, max_length=300)
    is_active = serializers.BooleanField(required=False)


class ItemOut(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    unit = serializers.CharField()
    rate = serializers.FloatField(allow_null=True)
    tax_rate = serializers.FloatField(allow_null=True)
    hsn = serializers.CharField()
    is_active = serializers.BooleanField()
    times_used = serializers.IntegerField()
    last_used_on = serializers.DateField(allow_null=True)


ItemListOut = page_of("items", ItemOut)


class Items(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.draft"}

    @extend_schema(
        operation_id="items_list",
        parameters=[*PAGE_PARAMETERS, OpenApiParameter("search", str)],
        responses=ItemListOut,
    )
    def get(self, request):
        rows = items(search=request.query_params.get("search", ""))
        return Response(page(request, rows, name="items", show=_shown))

    @extend_schema(request=NewItemIn, responses={201: ItemOut})
    def post(self, request):
        item = add_item(by=request.user, **read(NewItemIn, request.data))
        return Response(_shown(item), status=status.HTTP_201_CREATED)


class OneItem(BusinessApi):
    permissions = {"GET": "invoices.view", "PUT": "invoices.draft"}

    @extend_schema(responses=ItemOut)
    def get(self, request, item_id):
        return Response(_shown(find_item(item_id)))

    @extend_schema(request=ItemChangesIn, responses=ItemOut)
    def put(self, request, item_id):
        item = change_item(find_item(item_id), by=request.user, **read(ItemChangesIn, request.data))
        return Response(_shown(find_item(item.pk)))


def _shown(item):
    return {field: getattr(item, field) for field in ItemOut().fields}
