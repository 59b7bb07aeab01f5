"""What the routes of drafts and invoices take and answer."""

from rest_framework import serializers

from smartkhata.accounts.api.schema import page_of


class ItemIn(serializers.Serializer):
    description = serializers.CharField(max_length=300)
    quantity = serializers.DecimalField(13, 3, required=False, allow_null=True)
    unit = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=20)
    rate = serializers.DecimalField(14, 2, required=False, allow_null=True)
    discount = serializers.DecimalField(14, 2, required=False, allow_null=True)
    tax_rate = serializers.DecimalField(5, 2, required=False, allow_null=True)
    hsn = serializers.CharField(required=False, allow_blank=True, max_length=8)


class PlaceIn(serializers.Serializer):
    """Another place of supply than the customer's address says is named with its reason."""

    place_of_supply = serializers.CharField(required=False, allow_blank=True, max_length=2)
    place_reason = serializers.CharField(required=False, allow_blank=True, max_length=120)

    def validate(self, asked):
        if asked.get("place_of_supply") and not asked.get("place_reason"):
            raise serializers.ValidationError({"place_reason": "Say why the tax is due in another place."})
        return asked


class DraftIn(PlaceIn):
    items = ItemIn(many=True, required=False)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    discount = serializers.DecimalField(14, 2, required=False)
    tax_inclusive = serializers.BooleanField(required=False)
    auto_calculate_tax = serializers.BooleanField(required=False, source="charge_tax")
    reference = serializers.CharField(required=False, allow_blank=True, max_length=60)
    ship_to = serializers.CharField(required=False, allow_blank=True, max_length=500)
    delivery_charge = serializers.DecimalField(14, 2, required=False)
    issue_date = serializers.DateField(
        required=False, allow_null=True, source="issued_on", help_text="null: the day it is issued."
    )
    due_date = serializers.DateField(required=False, allow_null=True, source="due_on")
    template = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=40)
    version = serializers.IntegerField(required=False, min_value=1)


class InvoiceIn(DraftIn):
    customer_id = serializers.CharField(max_length=40)
    items = ItemIn(many=True)


class GenerateIn(serializers.Serializer):
    prompt = serializers.CharField(max_length=2000)
    template = serializers.CharField(required=False, allow_blank=True, max_length=40)
    auto_calculate_tax = serializers.BooleanField(required=False, allow_null=True, default=None)
    include_previous_context = serializers.BooleanField(required=False, default=True)


class CorrectIn(serializers.Serializer):
    text = serializers.CharField(max_length=500)


class SuggestIn(serializers.Serializer):
    """`items` only with based_on custom: what to bill, with or without a rate."""

    context = serializers.ChoiceField(["monthly", "quarterly", "one-time"], default="monthly")
    based_on = serializers.ChoiceField(
        ["previous_invoices", "services", "custom"], default="previous_invoices"
    )
    items = serializers.ListField(child=serializers.DictField(), required=False, max_length=50)

    def validate_items(self, rows):
        checked = ItemIn(data=rows, many=True)
        checked.is_valid(raise_exception=True)
        return checked.validated_data


class AcceptIn(SuggestIn):
    suggestion_id = serializers.IntegerField(min_value=0, max_value=20)


class SuggestionOut(serializers.Serializer):
    suggestion_id = serializers.IntegerField()
    confidence = serializers.FloatField()
    description = serializers.CharField()
    items = serializers.ListField(child=serializers.DictField())
    estimated_total = serializers.FloatField(allow_null=True)
    reasoning = serializers.CharField()
    next_date = serializers.DateField()


class AdviceOut(serializers.Serializer):
    kind = serializers.ChoiceField(["payment_terms", "discount", "reminder"])
    text = serializers.CharField()
    reason = serializers.CharField()


class SuggestOut(serializers.Serializer):
    suggestions = SuggestionOut(many=True)
    recommendations = AdviceOut(many=True)


class DraftItemOut(serializers.Serializer):
    description = serializers.CharField()
    quantity = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    rate = serializers.FloatField(allow_null=True)
    amount = serializers.FloatField(allow_null=True)


class DraftDataOut(serializers.Serializer):
    customer_name = serializers.CharField()
    items = DraftItemOut(many=True)
    subtotal = serializers.FloatField(allow_null=True)
    tax = serializers.FloatField(allow_null=True)
    total = serializers.FloatField(allow_null=True)
    due_date = serializers.DateField()


class DraftOut(serializers.Serializer):
    draft_id = serializers.CharField()
    id = serializers.UUIDField()
    customer_id = serializers.CharField()
    status = serializers.CharField()
    generation = serializers.ChoiceField(["generating", "ready", "failed"], allow_null=True)
    generation_error = serializers.CharField(allow_null=True)
    invoice_data = DraftDataOut()
    ai_confidence = serializers.FloatField(allow_null=True)
    suggestions = serializers.ListField(child=serializers.CharField())
    flags = serializers.ListField(child=serializers.CharField())
    template = serializers.CharField(allow_null=True)
    version = serializers.IntegerField()
    previous_version_id = serializers.UUIDField(allow_null=True)
    converted_to_invoice_id = serializers.CharField(allow_null=True)


DraftListOut = page_of("drafts", DraftOut)


class GeneratingOut(serializers.Serializer):
    draft_id = serializers.CharField()
    id = serializers.UUIDField()
    generation = serializers.CharField()
    url = serializers.CharField()


class InvoiceRowOut(serializers.Serializer):
    invoice_id = serializers.CharField()
    id = serializers.UUIDField()
    customer_id = serializers.CharField()
    customer_name = serializers.CharField()
    status = serializers.CharField()
    date = serializers.DateField()
    due_date = serializers.DateField()
    currency = serializers.CharField()
    total = serializers.FloatField()
    paid = serializers.FloatField()
    balance_due = serializers.FloatField()


InvoiceListOut = page_of("invoices", InvoiceRowOut)


class InvoiceOut(InvoiceRowOut):
    kind = serializers.CharField(help_text="invoice or debit_note")
    against = serializers.CharField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    items = serializers.ListField(child=serializers.DictField())
    subtotal = serializers.FloatField()
    discount = serializers.FloatField()
    tax = serializers.FloatField()
    tax_lines = serializers.ListField(child=serializers.DictField())
    round_off = serializers.FloatField()
    payments = serializers.ListField(child=serializers.DictField())
    pay_code = serializers.CharField()
    etims = serializers.DictField(allow_null=True, help_text="What KRA's eTIMS gave: number, url, ...")
    pdf_url = serializers.CharField()


class CorrectionIn(serializers.Serializer):
    email = serializers.EmailField(required=False)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class EtimsIn(serializers.Serializer):
    number = serializers.CharField(
        required=False, allow_blank=True, max_length=40, help_text="The CU invoice number."
    )
    control_unit = serializers.CharField(required=False, allow_blank=True, max_length=40)
    signed_at = serializers.CharField(required=False, allow_blank=True, max_length=40)
    url = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="The link behind eTIMS's QR code."
    )


class DebitNoteIn(serializers.Serializer):
    items = ItemIn(many=True)
    reason = serializers.CharField(max_length=200)
    tax_inclusive = serializers.BooleanField(required=False)


class DebitNoteListOut(serializers.Serializer):
    debit_notes = InvoiceOut(many=True)


class VoidIn(serializers.Serializer):
    reason = serializers.CharField(max_length=200)
