"""What the routes of promises and disputes take and answer."""

from rest_framework import serializers


class PromiseIn(serializers.Serializer):
    promised_on = serializers.DateField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class PromiseOut(serializers.Serializer):
    promise_id = serializers.UUIDField()
    promised_on = serializers.DateField()
    note = serializers.CharField()
    made_at = serializers.DateTimeField()


class PromiseListOut(serializers.Serializer):
    promises = PromiseOut(many=True)


class DisputeIn(serializers.Serializer):
    reason = serializers.CharField(max_length=300)


class DisputeOut(serializers.Serializer):
    dispute_id = serializers.UUIDField()
    reason = serializers.CharField()
    status = serializers.CharField(help_text="open or settled.")
    opened_at = serializers.DateTimeField()
    settled_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(allow_null=True)


class DisputeListOut(serializers.Serializer):
    disputes = DisputeOut(many=True)


class SettlementIn(serializers.Serializer):
    outcome = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
