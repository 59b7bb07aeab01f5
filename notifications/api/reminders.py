"""POST /api/customers/{id}/reminders: one reminder of everything open, now."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from customers.selectors import find_party
from notifications.selectors import answer
from notifications.services.reminders import remind
from smartkhata.accounts.api.base import BusinessApi


class ReminderOut(serializers.Serializer):
    reminded = serializers.BooleanField()
    notifications = serializers.ListField(child=serializers.DictField())


class Reminders(BusinessApi):
    permissions = {"POST": "invoices.send"}

    @extend_schema(request=None, responses={201: ReminderOut})
    def post(self, request, customer_id):
        rows = remind(find_party(customer_id), by=request.user)
        told = {"reminded": True, "notifications": [answer(row) for row in rows]}
        return Response(told, status=status.HTTP_201_CREATED)
