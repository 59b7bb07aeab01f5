"""/api/broadcasts: the owner's own words to chosen customers, or to all that a filter finds."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from customers.selectors import STATUSES, chosen_parties, parties
from notifications.models import Broadcast
from notifications.own_words import LONGEST_ALONE
from notifications.said import said
from notifications.services import broadcasting as service
from notifications.services.foreseeing import foresee
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import page_of, read
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError, not_found


class FilterIn(serializers.Serializer):
    """As the list of customers is filtered."""

    status = serializers.ChoiceField(list(STATUSES), default="current")
    payment_status = serializers.ChoiceField(["good", "warning", "overdue"], required=False)
    search = serializers.CharField(required=False, max_length=100)
    tag = serializers.CharField(required=False, max_length=40)
    outstanding_gt = serializers.CharField(required=False, max_length=20)


class BroadcastIn(serializers.Serializer):
    """Either `customers` or `filter`. `dry_run` says who would get it and sends nothing."""

    text = serializers.CharField(max_length=LONGEST_ALONE, allow_blank=True, default="")
    subject = serializers.CharField(max_length=200, allow_blank=True, default="", help_text="Of the e-mail.")
    channels = serializers.ListField(
        child=serializers.ChoiceField(["sms", "email"]),
        default=["sms", "email"],
        help_text="Each customer gets it by the first that reaches them.",
    )
    customers = serializers.ListField(
        child=serializers.CharField(max_length=60), required=False, max_length=service.MOST
    )
    filter = FilterIn(required=False)
    dry_run = serializers.BooleanField(default=False)


class LeftOutOut(serializers.Serializer):
    id = serializers.UUIDField(help_text="The customer's.")
    why = serializers.CharField()


class ReasonOut(serializers.Serializer):
    why = serializers.CharField()
    count = serializers.IntegerField()


class WaitOut(serializers.Serializer):
    at = serializers.DateTimeField()
    count = serializers.IntegerField()


class CostOut(serializers.Serializer):
    currency = serializers.CharField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)


class ForeseenOut(serializers.Serializer):
    """What sending would do at this moment."""

    by_channel = serializers.DictField(child=serializers.IntegerField())
    reasons = ReasonOut(many=True, help_text="Why some are left out, the most first.")
    waiting = WaitOut(many=True, help_text="Who would get it in the morning only.")
    sms_parts = serializers.IntegerField()
    costs = CostOut(many=True, help_text="About, of the SMS whose price is known.")


class BroadcastOut(serializers.Serializer):
    id = serializers.UUIDField(allow_null=True, help_text="null after a dry run.")
    text = serializers.CharField()
    subject = serializers.CharField()
    channels = serializers.ListField(child=serializers.CharField())
    total = serializers.IntegerField()
    queued = serializers.IntegerField()
    left_out = LeftOutOut(many=True)
    is_done = serializers.BooleanField()
    foreseen = ForeseenOut(allow_null=True, help_text="Of a dry run only.")
    created_at = serializers.DateTimeField(allow_null=True)


BroadcastListOut = page_of("broadcasts", BroadcastOut)


class Broadcasts(BusinessApi):
    permissions = {"GET": "invoices.send", "POST": "invoices.send"}

    @extend_schema(operation_id="broadcasts_list", parameters=PAGE_PARAMETERS, responses=BroadcastListOut)
    def get(self, request):
        rows = Broadcast.objects.order_by("-created_at", "-pk")
        return Response(page(request, rows, name="broadcasts", show=_entry))

    @extend_schema(request=BroadcastIn, responses={200: BroadcastOut, 202: BroadcastOut})
    def post(self, request):
        """202 and the parts go out one after the other; 200 for a dry run."""
        asked = read(BroadcastIn, request.data)
        chosen, words = self._chosen(asked), {name: asked[name] for name in ("text", "subject", "channels")}
        if asked["dry_run"]:
            return Response(_foreseen(foresee(chosen, **words, business=self.business), words))
        row = service.broadcast(chosen, **words, by=request.user)
        return Response(_entry(row), status=status.HTTP_202_ACCEPTED)

    def _chosen(self, asked):
        if ("customers" in asked) == ("filter" in asked):
            raise DomainError("Give either customers or a filter.", code="bad_choice")
        if "customers" in asked:
            return chosen_parties(asked["customers"], most=service.MOST)
        return parties(day=today(self.business), **asked["filter"])


class BroadcastOne(BusinessApi):
    permissions = {"GET": "invoices.send"}

    @extend_schema(responses=BroadcastOut)
    def get(self, request, broadcast_id):
        """How far it is."""
        row = Broadcast.objects.filter(pk=broadcast_id).first()
        if row is None:
            raise not_found("This message was not found.")
        return Response(_entry(row))


def _entry(row):
    return {
        "id": row.pk,
        "text": row.text,
        "subject": row.subject,
        "channels": row.channels,
        "total": row.total,
        "queued": row.queued,
        "left_out": [{"id": out["party"], "why": said(out["why"])} for out in row.left_out],
        "is_done": row.done >= row.total,
        "foreseen": None,
        "created_at": row.created_at,
    }


def _foreseen(seen, words):
    if seen.problem:
        raise DomainError(seen.problem, code="bad_message", fields={"parties": seen.problem})
    return {
        "id": None,
        **words,
        "total": len(seen.found),
        "queued": len(seen.reached),
        "left_out": [{"id": one.party.pk, "why": said(one.why_not)} for one in seen.left_out],
        "is_done": False,
        "foreseen": {
            "by_channel": dict(seen.by_channel),
            "reasons": [{"why": said(why), "count": count} for why, count in seen.reasons],
            "waiting": [{"at": moment, "count": count} for moment, count in seen.waiting],
            "sms_parts": seen.parts,
            "costs": [{"currency": currency, "amount": f"{much:.2f}"} for currency, much in seen.costs],
        },
        "created_at": None,
    }
