"""What the routes of the khata take and answer: entries, statement, ageing, timeline, notes, tags."""

from rest_framework import serializers

from customers.selectors.timeline import PARTS
from smartkhata.accounts.api.schema import page_of


class EntryIn(serializers.Serializer):
    """As JSON, or as a form with the photo of the bill."""

    type = serializers.ChoiceField(["gave", "got"])
    amount = serializers.DecimalField(14, 2)
    date = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    photo = serializers.FileField(required=False, allow_null=True)


class ReasonIn(serializers.Serializer):
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class EntryOut(serializers.Serializer):
    entry_id = serializers.UUIDField()
    type = serializers.CharField()
    amount = serializers.FloatField()
    date = serializers.DateField()
    note = serializers.CharField()
    photo_url = serializers.CharField(allow_null=True)
    balance = serializers.FloatField()


class LedgerRowOut(serializers.Serializer):
    entry_id = serializers.UUIDField()
    date = serializers.DateField()
    type = serializers.CharField()
    source = serializers.CharField()
    amount = serializers.FloatField()
    balance = serializers.FloatField()
    note = serializers.CharField()
    reversed = serializers.BooleanField()


LedgerOut = page_of("entries", LedgerRowOut, balance=serializers.FloatField())


class RangeIn(serializers.Serializer):
    """``from`` is a keyword of Python, so the fields are made in get_fields."""

    def get_fields(self):
        return {name: serializers.DateField(required=False) for name in ("from", "to")}


class DayIn(serializers.Serializer):
    on = serializers.DateField(required=False)


class AgesOut(serializers.Serializer):
    current = serializers.FloatField()
    days_1_30 = serializers.FloatField()
    days_31_60 = serializers.FloatField()
    days_61_90 = serializers.FloatField()
    days_over_90 = serializers.FloatField()
    advances = serializers.FloatField()
    total = serializers.FloatField()


class StatementOut(serializers.Serializer):
    customer_id = serializers.CharField()
    name = serializers.CharField()
    currency = serializers.CharField()
    opening_balance = serializers.FloatField()
    gave = serializers.FloatField()
    got = serializers.FloatField()
    closing_balance = serializers.FloatField()
    entries = LedgerRowOut(many=True)
    ageing = AgesOut()

    def get_fields(self):
        return {**super().get_fields(), "from": serializers.DateField(), "to": serializers.DateField()}


class AgedCustomerOut(AgesOut):
    customer_id = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    phone = serializers.CharField()


AgeingOut = page_of(
    "customers",
    AgedCustomerOut,
    on=serializers.DateField(),
    currency=serializers.CharField(),
    totals=AgesOut(),
)


class EventOut(serializers.Serializer):
    event_id = serializers.UUIDField()
    type = serializers.ChoiceField(list(PARTS))
    name = serializers.CharField()
    text = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    subject = serializers.CharField()
    data = serializers.DictField()


TimelineOut = page_of("events", EventOut)


class NoteIn(serializers.Serializer):
    text = serializers.CharField(max_length=5000)
    pinned = serializers.BooleanField(default=False)


class NoteOut(serializers.Serializer):
    note_id = serializers.UUIDField()
    text = serializers.CharField()
    pinned = serializers.BooleanField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


NotesOut = page_of("notes", NoteOut)


class TagsIn(serializers.Serializer):
    tags = serializers.ListField(child=serializers.CharField(max_length=40), max_length=30)


class TagsOut(serializers.Serializer):
    tags = serializers.ListField(child=serializers.CharField())
