"""What the routes of customers take and answer."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from customers.addresses import PARTS
from smartkhata.accounts.api.schema import page_of

_ADDRESS = {"type": "object", "properties": {part: {"type": "string"} for part in PARTS}}


@extend_schema_field({"oneOf": [{"type": "string"}, {**_ADDRESS, "additionalProperties": False}]})
class AddressIn(serializers.Field):
    """An object with the parts of an address, or a plain text."""

    def to_internal_value(self, data):
        if not isinstance(data, (str, dict)) or len(str(data)) > 1000:
            raise serializers.ValidationError("Give a text or an object, at most 1000 characters.")
        if isinstance(data, dict) and not set(data) <= set(PARTS):
            raise serializers.ValidationError(f"An address has {', '.join(PARTS)}.")
        texts = data.values() if isinstance(data, dict) else [data]
        checks = serializers.CharField(allow_blank=True, allow_null=True)
        for text in texts:
            checks.run_validation(text)
        return data


class AiPreferences(serializers.Serializer):
    invoice_template = serializers.ChoiceField(["professional", "simple", "detailed"], required=False)
    language = serializers.ChoiceField(["english", "hindi", "swahili"], required=False)
    include_tax = serializers.BooleanField(required=False)
    default_currency = serializers.CharField(required=False, max_length=3)


def _text(length):
    """null empties the field, as "" does."""
    return serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=length)


class CustomerChangesIn(serializers.Serializer):
    name = serializers.CharField(required=False, max_length=160)
    phone = _text(40)
    email = _text(254)
    secondary_phone = _text(40)
    secondary_email = _text(254)
    address = AddressIn(required=False, allow_null=True)
    state_code = _text(2)
    business_type = _text(60)
    profile_type = serializers.CharField(required=False, max_length=20)
    tax_id = _text(20)
    preferred_payment_method = _text(12)
    payment_terms = _text(8)
    credit_limit = serializers.DecimalField(14, 2, required=False, allow_null=True, min_value=0)
    language = _text(5)
    status = serializers.CharField(required=False, max_length=10)
    status_reason = _text(200)
    auto_send_invoices = serializers.BooleanField(required=False)
    send_reminders = serializers.BooleanField(required=False)
    ai_preferences = AiPreferences(required=False)
    notes = _text(5000)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=30)


class CustomerIn(CustomerChangesIn):
    name = serializers.CharField(max_length=160)
    opening_balance = serializers.DecimalField(14, 2, required=False, allow_null=True)
    send_welcome = serializers.BooleanField(required=False, source="welcome")


class CustomerRowOut(serializers.Serializer):
    customer_id = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()
    total_invoices = serializers.IntegerField()
    outstanding_balance = serializers.FloatField()
    payment_status = serializers.ChoiceField(["good", "warning", "overdue"])
    status = serializers.CharField()
    last_invoice_date = serializers.DateField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())


CustomerListOut = page_of("customers", CustomerRowOut)


class AddressOut(serializers.Serializer):
    street = serializers.CharField()
    city = serializers.CharField()
    state = serializers.CharField()
    postal_code = serializers.CharField()
    country = serializers.CharField()


class PaidOut(serializers.Serializer):
    entry_id = serializers.UUIDField()
    payment_id = serializers.UUIDField(allow_null=True)
    date = serializers.DateField()
    amount = serializers.FloatField()
    type = serializers.CharField()
    note = serializers.CharField()


class ScoreOut(serializers.Serializer):
    score = serializers.FloatField(allow_null=True)
    risk = serializers.CharField(allow_null=True)
    invoices = serializers.IntegerField()
    on_time = serializers.IntegerField()
    days_late = serializers.FloatField(allow_null=True)


class FinancialOut(serializers.Serializer):
    total_invoices = serializers.IntegerField()
    total_billed = serializers.FloatField()
    total_paid = serializers.FloatField()
    outstanding_balance = serializers.FloatField()
    overdue = serializers.FloatField()
    average_payment_days = serializers.IntegerField(allow_null=True)
    payment_history = PaidOut(many=True)
    payment_score = ScoreOut()


class CustomerOut(CustomerRowOut):
    secondary_email = serializers.CharField()
    secondary_phone = serializers.CharField()
    address = AddressOut()
    business_type = serializers.CharField()
    profile_type = serializers.CharField()
    tax_id = serializers.CharField()
    state_code = serializers.CharField()
    preferred_payment_method = serializers.CharField()
    payment_terms = serializers.CharField()
    credit_limit = serializers.FloatField(allow_null=True)
    language = serializers.CharField()
    auto_send_invoices = serializers.BooleanField()
    send_reminders = serializers.BooleanField()
    ai_preferences = AiPreferences()
    notes = serializers.CharField()
    status_reason = serializers.CharField()
    total_billed = serializers.FloatField()
    total_paid = serializers.FloatField()
    created_by = serializers.UUIDField(allow_null=True)
    phone_verified = serializers.BooleanField()
    portal_active = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    financial_summary = FinancialOut()
    recent_invoices = serializers.ListField(child=serializers.DictField())
    recent_payments = serializers.ListField(child=serializers.DictField())


class TopOut(serializers.Serializer):
    customer_id = serializers.CharField()
    name = serializers.CharField()
    total_billed = serializers.FloatField()


class StatisticsOut(serializers.Serializer):
    total_customers = serializers.IntegerField()
    active_customers = serializers.IntegerField()
    inactive_customers = serializers.IntegerField()
    suspended_customers = serializers.IntegerField()
    total_outstanding = serializers.FloatField()
    total_advances = serializers.FloatField()
    customers_with_overdue = serializers.IntegerField()
    top_customers = TopOut(many=True)


class FoundOut(serializers.Serializer):
    """A party of the book, somebody of the network (customer_id null), or the one row to create (NEW)."""

    type = serializers.ChoiceField(["exact_match", "prefix", "suggestion"])
    customer_id = serializers.CharField(allow_null=True)
    number = serializers.CharField(required=False)
    name = serializers.CharField()
    phone = serializers.CharField(allow_null=True)
    email = serializers.CharField(required=False)
    profile_type = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(["registered", "not_registered"])
    phone_verified = serializers.BooleanField(required=False)
    last_invoice = serializers.DateField(required=False, allow_null=True)
    total_balance = serializers.FloatField(required=False)
    portal_active = serializers.BooleanField(required=False)
    action = serializers.ChoiceField(["create_new"], required=False)


class SearchOut(serializers.Serializer):
    results = FoundOut(many=True)
    search_took_ms = serializers.IntegerField()


class LookAlikeOut(serializers.Serializer):
    customer_id = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()
    status = serializers.CharField()
    outstanding_balance = serializers.FloatField()


class PairOut(serializers.Serializer):
    one = LookAlikeOut()
    other = LookAlikeOut()
    reasons = serializers.ListField(child=serializers.ChoiceField(["phone", "tax_id", "email", "name"]))
    explanation = serializers.CharField()


PairListOut = page_of("pairs", PairOut)


class ApartIn(serializers.Serializer):
    """Two customers, by number or id, who look alike and are two people."""

    one = serializers.CharField(max_length=40)
    other = serializers.CharField(max_length=40)
