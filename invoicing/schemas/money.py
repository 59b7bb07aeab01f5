"""What the routes of payments, credit notes and claims take and answer."""

from rest_framework import serializers

from invoicing.models import Method, Payment
from smartkhata.accounts.api.schema import page_of


class CreditNoteItemIn(serializers.Serializer):
    position = serializers.IntegerField(min_value=1)
    quantity = serializers.DecimalField(13, 3)


class CreditNoteIn(serializers.Serializer):
    reason = serializers.CharField(max_length=200)
    items = CreditNoteItemIn(many=True, required=False, allow_null=True)
    amount = serializers.DecimalField(14, 2, required=False, allow_null=True)


class CreditNoteOut(serializers.Serializer):
    credit_note_id = serializers.CharField()
    id = serializers.UUIDField()
    customer_id = serializers.CharField()
    invoice_id = serializers.CharField()
    date = serializers.DateField()
    reason = serializers.CharField()
    currency = serializers.CharField()
    items = serializers.ListField(child=serializers.DictField())
    subtotal = serializers.FloatField()
    discount = serializers.FloatField()
    tax = serializers.FloatField()
    tax_lines = serializers.ListField(child=serializers.DictField())
    round_off = serializers.FloatField()
    total = serializers.FloatField()
    left = serializers.FloatField()


class CreditNoteListOut(serializers.Serializer):
    credit_notes = CreditNoteOut(many=True)


class PaymentIn(serializers.Serializer):
    amount = serializers.DecimalField(14, 2)
    method = serializers.ChoiceField(Method.values)
    withheld = serializers.DecimalField(14, 2, required=False)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=60, default="")
    received_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class PaymentOut(serializers.Serializer):
    payment_id = serializers.UUIDField()
    receipt_number = serializers.CharField()
    amount = serializers.FloatField()
    withheld = serializers.FloatField()
    method = serializers.CharField()
    reference = serializers.CharField()
    received_on = serializers.DateField()
    allocations = serializers.ListField(child=serializers.DictField())
    unallocated = serializers.FloatField()
    reversed_on = serializers.DateField(allow_null=True)
    balance_after = serializers.FloatField()


PaymentListOut = page_of("payments", PaymentOut)


class AllocationIn(serializers.Serializer):
    invoice_id = serializers.CharField(max_length=40)
    amount = serializers.DecimalField(14, 2)


class AllocationsIn(serializers.Serializer):
    allocations = AllocationIn(many=True)


class ReversalIn(serializers.Serializer):
    kind = serializers.ChoiceField(Payment.Reversal.values)
    reason = serializers.CharField(max_length=200)
    date = serializers.DateField(required=False, allow_null=True)


class RefundIn(serializers.Serializer):
    amount = serializers.DecimalField(14, 2)
    method = serializers.ChoiceField(Method.values)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=60)
    paid_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class RefundOut(serializers.Serializer):
    refund_id = serializers.UUIDField()
    number = serializers.CharField()
    amount = serializers.FloatField()
    method = serializers.CharField()
    reference = serializers.CharField()
    paid_on = serializers.DateField()


class DayIn(serializers.Serializer):
    date = serializers.DateField(required=False, allow_null=True)


class DayBookOut(serializers.Serializer):
    date = serializers.DateField()
    entries = serializers.ListField(child=serializers.DictField())
    money = serializers.ListField(child=serializers.DictField())
    total = serializers.DictField()


class ClaimOut(serializers.Serializer):
    claim_id = serializers.UUIDField()
    customer_id = serializers.CharField()
    invoice_id = serializers.CharField()
    amount = serializers.FloatField()
    method = serializers.CharField()
    reference = serializers.CharField()
    paid_on = serializers.DateField()
    status = serializers.CharField()
    reason = serializers.CharField(allow_null=True)
    payment_id = serializers.UUIDField(allow_null=True)


ClaimListOut = page_of("claims", ClaimOut)


class ConfirmIn(serializers.Serializer):
    amount = serializers.DecimalField(14, 2, required=False, allow_null=True)


class ConfirmedOut(serializers.Serializer):
    payment_id = serializers.UUIDField()
    receipt_number = serializers.CharField()
    invoice_status = serializers.CharField()
    balance_due = serializers.FloatField()
    customer_balance = serializers.FloatField()


class RejectIn(serializers.Serializer):
    reason = serializers.CharField(max_length=200)
