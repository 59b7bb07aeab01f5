"""POST /api/customers/{id}/reminders and /api/reminders: one reminder of everything open, now."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from customers.selectors import find_party
from notifications.selectors import answer
from notifications.services.reminders import remind
from notifications.services.reminding_many import remind_chosen
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read


class ReminderOut(serializers.Serializer):
    reminded = serializers.BooleanField()
    notifications = serializers.ListField(child=serializers.DictField())


class ReminderIn(serializers.Serializer):
    anyway = serializers.BooleanField(
        default=False,
        help_text="Also of what the customer says is paid, disputes, or promised for a day to come. Without it these"
        " invoices are left out; 409 `answer_first` when no other is open.",
    )


class ManyIn(serializers.Serializer):
    """`customers`: numbers or UUIDs, 200 at most."""

    customers = serializers.ListField(
        child=serializers.CharField(max_length=60), min_length=1, max_length=200
    )


class RemindedOut(serializers.Serializer):
    customer_id = serializers.CharField()
    id = serializers.UUIDField()
    name = serializers.CharField()
    amount = serializers.FloatField()
    reminded = serializers.BooleanField()
    why_not = serializers.CharField(allow_blank=True)


class ManyOut(serializers.Serializer):
    reminded = serializers.IntegerField()
    customers = RemindedOut(many=True)


class Reminders(BusinessApi):
    permissions = {"POST": "invoices.send"}

    @extend_schema(request=ReminderIn, responses={201: ReminderOut})
    def post(self, request, customer_id):
        # The body may be left away, whatever a program calls it then.
        asked = read(ReminderIn, request.data if request.content_type == "application/json" else {})
        rows = remind(find_party(customer_id), by=request.user, anyway=asked["anyway"])
        told = {"reminded": True, "notifications": [answer(row) for row in rows]}
        return Response(told, status=status.HTTP_201_CREATED)


class RemindersToMany(BusinessApi):
    """Says of each customer whether they were reminded, and why not."""

    scoped = False
    permissions = {"POST": "invoices.send"}

    @extend_schema(request=ManyIn, responses=ManyOut)
    def post(self, request):
        refs = read(ManyIn, request.data)["customers"]
        plans = remind_chosen(self.business.pk, refs, by=request.user)
        rows = [
            {
                "customer_id": plan.party.number,
                "id": plan.party.pk,
                "name": plan.party.name,
                "amount": plan.amount,
                "reminded": not plan.why_not,
                "why_not": plan.why_not,
            }
            for plan in plans
        ]
        return Response({"reminded": sum(row["reminded"] for row in rows), "customers": rows})
