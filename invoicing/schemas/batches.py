"""What the routes of batches and recurring plans take and answer."""

from rest_framework import serializers

from invoicing.models import RecurringPlan
from invoicing.recurrence import EVERY
from invoicing.schemas.documents import ItemIn
from smartkhata.accounts.api.schema import page_of


class BatchIn(serializers.Serializer):
    """Who is billed: everybody who is not inactive, narrowed by `tag`, `search` and `payment_status`."""

    items = ItemIn(many=True)
    name = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")
    notes = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    due_date = serializers.DateField(required=False, allow_null=True, source="due_on")
    tag = serializers.CharField(required=False, allow_blank=True, max_length=40)
    search = serializers.CharField(required=False, allow_blank=True, max_length=80)
    payment_status = serializers.ChoiceField(["good", "warning", "overdue"], required=False)


class BatchRowIn(serializers.Serializer):
    row_id = serializers.UUIDField()
    quantity = serializers.DecimalField(13, 3, required=False, allow_null=True)
    rate = serializers.DecimalField(14, 2, required=False, allow_null=True)
    is_excluded = serializers.BooleanField(required=False, default=False)


class BatchRowsIn(serializers.Serializer):
    rows = BatchRowIn(many=True)


class BatchProgressOut(serializers.Serializer):
    waiting = serializers.IntegerField()
    excluded = serializers.IntegerField()
    issued = serializers.IntegerField()
    failed = serializers.IntegerField()
    all = serializers.IntegerField()


class BatchOut(serializers.Serializer):
    batch_id = serializers.UUIDField()
    name = serializers.CharField()
    status = serializers.CharField(help_text="open, running or done.")
    items = serializers.ListField(child=serializers.DictField())
    notes = serializers.CharField()
    due_date = serializers.DateField(allow_null=True)
    created_at = serializers.DateTimeField()
    begun_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    progress = BatchProgressOut()


BatchListOut = page_of("batches", BatchOut)


class BatchRowOut(serializers.Serializer):
    row_id = serializers.UUIDField()
    customer_id = serializers.CharField()
    customer_name = serializers.CharField()
    quantity = serializers.FloatField(allow_null=True)
    rate = serializers.FloatField(allow_null=True)
    status = serializers.CharField(help_text="waiting, excluded, issued or failed.")
    reason = serializers.CharField(allow_null=True)
    invoice_id = serializers.CharField(allow_null=True)
    total = serializers.FloatField(allow_null=True)


OneBatchOut = page_of("rows", BatchRowOut, batch=BatchOut(), total_amount=serializers.FloatField())


class PlanChangesIn(serializers.Serializer):
    name = serializers.CharField(required=False, allow_blank=True, max_length=120)
    items = ItemIn(many=True, required=False)
    discount = serializers.DecimalField(14, 2, required=False, min_value=0)
    tax_inclusive = serializers.BooleanField(required=False)
    notes = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    ends_on = serializers.DateField(required=False, allow_null=True)
    max_count = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=1000)


class PlanIn(PlanChangesIn):
    customer_id = serializers.CharField(max_length=40)
    items = ItemIn(many=True)
    every = serializers.ChoiceField(EVERY)
    starts_on = serializers.DateField()


class PlanStatusIn(serializers.Serializer):
    status = serializers.ChoiceField(RecurringPlan.Status.values)


class PeriodOut(serializers.Serializer):
    period_id = serializers.UUIDField()
    date = serializers.DateField()
    status = serializers.CharField(help_text="issued, skipped, missed or failed.")
    invoice_id = serializers.CharField(allow_null=True)
    reason = serializers.CharField(allow_null=True)


class PlanOut(serializers.Serializer):
    plan_id = serializers.UUIDField()
    customer_id = serializers.CharField()
    customer_name = serializers.CharField()
    name = serializers.CharField()
    every = serializers.ChoiceField(EVERY)
    status = serializers.ChoiceField(RecurringPlan.Status.values)
    items = serializers.ListField(child=serializers.DictField())
    discount = serializers.FloatField()
    tax_inclusive = serializers.BooleanField()
    notes = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)
    max_count = serializers.IntegerField(allow_null=True)
    next_on = serializers.DateField(allow_null=True)
    coming = serializers.ListField(child=serializers.DateField())
    periods = PeriodOut(many=True, required=False)


PlanListOut = page_of("plans", PlanOut)


class DecisionIn(serializers.Serializer):
    bill = serializers.BooleanField()
