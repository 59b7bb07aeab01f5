"""What the routes of quotes take and answer."""

from rest_framework import serializers

from invoicing.schemas.documents import ItemIn, PlaceIn
from smartkhata.accounts.api.schema import page_of


class QuoteIn(PlaceIn):
    customer_id = serializers.CharField(max_length=40)
    items = ItemIn(many=True)
    valid_until = serializers.DateField(required=False)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    discount = serializers.DecimalField(14, 2, required=False)
    tax_inclusive = serializers.BooleanField(required=False)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=60)
    ship_to = serializers.CharField(required=False, allow_blank=True, max_length=500)


class QuoteAnswerIn(serializers.Serializer):
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class QuoteRowOut(serializers.Serializer):
    quote_id = serializers.CharField()
    id = serializers.UUIDField()
    customer_id = serializers.CharField()
    customer_name = serializers.CharField()
    status = serializers.CharField(help_text="open, accepted, declined, withdrawn or expired")
    date = serializers.DateField()
    valid_until = serializers.DateField()
    currency = serializers.CharField()
    total = serializers.FloatField()


QuoteListOut = page_of("quotes", QuoteRowOut)


class QuoteOut(QuoteRowOut):
    items = serializers.ListField(child=serializers.DictField())
    subtotal = serializers.FloatField()
    discount = serializers.FloatField()
    tax = serializers.FloatField()
    tax_lines = serializers.ListField(child=serializers.DictField())
    round_off = serializers.FloatField()
    place_of_supply = serializers.CharField()
    place_reason = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField(allow_null=True)
    draft_id = serializers.CharField(allow_null=True)
    pdf_url = serializers.CharField()
