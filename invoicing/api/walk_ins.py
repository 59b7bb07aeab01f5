"""/api/invoices/walk-in, /untagged, /extraction and /{id}/tagging: bills that carry only a name and a phone."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas, selectors
from invoicing.selectors.walk_ins import strangers
from invoicing.services.extracting import extract_customers
from invoicing.services.invoices import accept_draft
from invoicing.services.walk_ins import start_walk_in, tag_invoices
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import page_of, read
from smartkhata.core.clock import today


class WalkInIn(serializers.Serializer):
    name = serializers.CharField(max_length=160)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=40, default="")
    items = schemas.ItemIn(many=True)


class StrangerOut(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    phone = serializers.CharField()
    invoices = serializers.ListField(child=serializers.CharField())
    total = serializers.FloatField()
    due = serializers.FloatField()
    customer_id = serializers.CharField(allow_null=True)
    clash = serializers.CharField(allow_null=True)


class ExtractionIn(serializers.Serializer):
    """`keys` of /untagged; absent: everybody who is no question."""

    keys = serializers.ListField(child=serializers.CharField(), required=False, allow_null=True)


class ExtractionOut(serializers.Serializer):
    made = serializers.IntegerField()
    tagged = serializers.IntegerField()
    questions = serializers.IntegerField()


class TaggingIn(serializers.Serializer):
    customer_id = serializers.CharField()


StrangerListOut = page_of("people", StrangerOut)


class WalkIn(BusinessApi):
    permissions = {"POST": "invoices.issue"}

    @extend_schema(request=WalkInIn, responses={201: schemas.InvoiceOut})
    def post(self, request):
        asked = read(WalkInIn, request.data)
        draft = start_walk_in(name=asked["name"], phone=asked["phone"], lines=asked["items"], by=request.user)
        invoice = accept_draft(draft, by=request.user)
        answer = answers.invoice(selectors.find_invoice(invoice.pk), today(self.business))
        return Response(answer, status=status.HTTP_201_CREATED)


class Untagged(BusinessApi):
    permissions = {"GET": "invoices.view"}

    @extend_schema(operation_id="invoices_untagged", parameters=PAGE_PARAMETERS, responses=StrangerListOut)
    def get(self, request):
        return Response(page(request, strangers(), name="people", show=_shown))


class Extraction(BusinessApi):
    permissions = {"POST": "customers.edit"}

    @extend_schema(request=ExtractionIn, responses=ExtractionOut)
    def post(self, request):
        keys = read(ExtractionIn, request.data).get("keys")
        result = extract_customers(by=request.user, keys=None if keys is None else set(keys))
        return Response(vars(result))


class Tagging(BusinessApi):
    """The walk-in invoice becomes the named customer's; an invoice that has its customer stays as it is."""

    permissions = {"POST": "customers.edit"}

    @extend_schema(request=TaggingIn, responses=schemas.InvoiceOut)
    def post(self, request, invoice_id):
        invoice = selectors.find_invoice(invoice_id)
        tag_invoices([invoice], find_party(read(TaggingIn, request.data)["customer_id"]), by=request.user)
        return Response(answers.invoice(selectors.find_invoice(invoice.pk), today(self.business)))


def _shown(person):
    return {
        "key": person.key,
        "name": person.name,
        "phone": person.phone,
        "invoices": [invoice.number for invoice in person.invoices],
        "total": person.total,
        "due": person.due,
        "customer_id": person.customer.number if person.customer else None,
        "clash": person.clash.number if person.clash else None,
    }
