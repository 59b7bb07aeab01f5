"""What the routes of customers take and answer."""

from rest_framework import serializers

from customers.answers import address_in
from smartkhata.accounts.api.schema import page_of


class AddressField(serializers.JSONField):
    """A text or an object {street, city, postal_code, country}."""

    def to_internal_value(self, data):
        if data is not None and not isinstance(data, (str, dict)):
            raise serializers.ValidationError(
                "Give a text or an object with street, city, postal_code, country."
            )
        return address_in(data)


def _text(length):
    return serializers.CharField(required=False, allow_blank=True, max_length=length)


class CustomerChangesIn(serializers.Serializer):
    name = serializers.CharField(required=False, max_length=160)
    phone = _text(40)
    email = _text(254)
    secondary_phone = _text(40)
    secondary_email = _text(254)
    address = AddressField(required=False, allow_null=True)
    state_code = _text(2)
    business_type = _text(60)
    profile_type = _text(20)
    tax_id = _text(20)
    preferred_payment_method = _text(12)
    payment_terms = _text(8)
    credit_limit = serializers.DecimalField(14, 2, required=False, allow_null=True, min_value=0)
    language = _text(5)
    status = _text(10)
    auto_send_invoices = serializers.BooleanField(required=False)
    send_reminders = serializers.BooleanField(required=False)
    ai_preferences = serializers.DictField(required=False)
    notes = _text(5000)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=30)


class CustomerIn(CustomerChangesIn):
    name = serializers.CharField(max_length=160)
    opening_balance = serializers.DecimalField(14, 2, required=False)
    send_welcome = serializers.BooleanField(required=False, source="welcome")


class CustomerRowOut(serializers.Serializer):
    customer_id = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()
    total_invoices = serializers.IntegerField()
    outstanding_balance = serializers.FloatField()
    payment_status = serializers.CharField()
    status = serializers.CharField()
    last_invoice_date = serializers.DateField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())


CustomerListOut = page_of("customers", CustomerRowOut)


class FinancialOut(serializers.Serializer):
    total_invoices = serializers.IntegerField()
    total_billed = serializers.FloatField()
    total_paid = serializers.FloatField()
    outstanding_balance = serializers.FloatField()
    overdue = serializers.FloatField()
    average_payment_days = serializers.FloatField(allow_null=True)
    payment_history = serializers.ListField(child=serializers.DictField())


class CustomerOut(CustomerRowOut):
    address = serializers.DictField()
    payment_terms = serializers.CharField()
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
    total_outstanding = serializers.FloatField()
    total_advances = serializers.FloatField()
    customers_with_overdue = serializers.IntegerField()
    top_customers = TopOut(many=True)


class EntryIn(serializers.Serializer):
    type = serializers.ChoiceField(["gave", "got"])
    amount = serializers.DecimalField(14, 2)
    date = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class EntryOut(serializers.Serializer):
    entry_id = serializers.UUIDField()
    type = serializers.CharField()
    amount = serializers.FloatField()
    date = serializers.DateField()
    note = serializers.CharField()
    balance = serializers.FloatField()


class LedgerRowOut(serializers.Serializer):
    entry_id = serializers.UUIDField()
    date = serializers.DateField()
    type = serializers.CharField()
    source = serializers.CharField()
    amount = serializers.FloatField()
    balance = serializers.FloatField()
    note = serializers.CharField()


LedgerOut = page_of("entries", LedgerRowOut, balance=serializers.FloatField())


class RangeIn(serializers.Serializer):
    """``from`` is a keyword of Python, so the fields are made in get_fields."""

    def get_fields(self):
        return {name: serializers.DateField(required=False) for name in ("from", "to")}
