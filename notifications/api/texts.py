"""/api/message-texts: the shop's own words for a message, in place of ours."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from notifications.kinds import variables_of
from notifications.selectors.texts import own_text, own_texts
from notifications.services import texts as service
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core import countries
from smartkhata.core.errors import not_found

_BLANK = {"required": False, "allow_blank": True, "default": ""}


class TextIn(serializers.Serializer):
    """`header`, `dlt_id` and `registered_id` are how an SMS to India, or a WhatsApp text, is registered."""

    subject = serializers.CharField(max_length=200, help_text="Of an e-mail.", **_BLANK)
    body = serializers.CharField(max_length=5000, help_text="Variables stand in braces.", **_BLANK)
    header = serializers.CharField(max_length=6, **_BLANK)
    dlt_id = serializers.CharField(max_length=19, **_BLANK)
    registered_id = serializers.CharField(max_length=60, **_BLANK)


class SegmentsOut(serializers.Serializer):
    encoding = serializers.CharField(help_text="GSM-7 or UCS-2")
    units = serializers.IntegerField()
    parts = serializers.IntegerField()


class TextOut(serializers.Serializer):
    kind = serializers.CharField()
    tone = serializers.CharField()
    channel = serializers.CharField()
    language = serializers.CharField()
    is_own = serializers.BooleanField(help_text="false: our standard text.")
    subject = serializers.CharField()
    body = serializers.CharField()
    header = serializers.CharField()
    dlt_id = serializers.CharField()
    registered_id = serializers.CharField()
    variables = serializers.ListField(child=serializers.CharField())
    preview = serializers.CharField(help_text="With made-up facts.")
    sms = SegmentsOut(allow_null=True)


class TrialOut(serializers.Serializer):
    tracking_id = serializers.CharField()
    sent_to = serializers.CharField()


class MessageTexts(BusinessApi):
    """All texts of one language, the shop's own where it has one."""

    permissions = {"GET": "settings.edit"}

    @extend_schema(
        parameters=[OpenApiParameter("language", description="The shop's first language by default.")],
        responses=TextOut(many=True),
    )
    def get(self, request):
        offered, mine = countries.get(self.business.country).languages, own_texts()
        language = request.query_params.get("language") or offered[0]
        keys = [(kind, tone, channel, language) for kind, tone, channel in _offered()]
        for key in keys[:1]:
            _checked(key, self.business)
        return Response([_entry(key, mine.get(key), self.business) for key in keys])


class MessageTextOne(BusinessApi):
    permissions = {method: "settings.edit" for method in ("GET", "PUT", "DELETE")}

    @extend_schema(responses=TextOut)
    def get(self, request, **key):
        return Response(_of(key, self.business))

    @extend_schema(request=TextIn, responses=TextOut)
    def put(self, request, **key):
        """Messages use this text from now on. 400 bad_text names each fault by its field."""
        service.save_text(
            _checked(key.values(), self.business), **read(TextIn, request.data), by=request.user
        )
        return Response(_of(key, self.business))

    @extend_schema(responses={204: None})
    def delete(self, request, **key):
        """The standard text again."""
        service.reset_text(_checked(key.values(), self.business), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class MessageTextTrial(BusinessApi):
    permissions = {"POST": "settings.edit"}

    @extend_schema(request=None, responses={202: TrialOut})
    def post(self, request, **key):
        """The kept text with made-up facts, to the owner's own e-mail or the shop's phone."""
        key = _checked(key.values(), self.business)
        to = request.user.email if key[2] == "email" else self.business.phone
        row = service.try_text(key, to=to, by=request.user)
        return Response(
            {"tracking_id": row.number, "sent_to": row.recipient}, status=status.HTTP_202_ACCEPTED
        )


def _offered():
    return [
        (kind, tone, channel)
        for kind, tones in service.TONES.items()
        for tone in tones
        for channel in service.CHANNELS[kind]
    ]


def _checked(key, business):
    """(kind, tone, channel, language) of a text that exists; 404 otherwise."""
    key = tuple(key)
    if key[:3] not in _offered() or key[3] not in countries.get(business.country).languages:
        raise not_found("This text was not found.")
    return key


def _of(key, business):
    key = _checked(key.values(), business)
    return _entry(key, own_text(*key), business)


def _entry(key, row, business):
    subject, body = (row.subject, row.body) if row else service.standard_text(*key, business)
    encoding, units, parts, _cost = service.counted(key, body, business)
    return {
        **dict(zip(("kind", "tone", "channel", "language"), key, strict=True)),
        "is_own": row is not None,
        "subject": subject,
        "body": body,
        **{name: getattr(row, name, "") for name in ("header", "dlt_id", "registered_id")},
        "variables": list(variables_of(key[0], key[2])),
        "preview": service.filled(key, body, business),
        "sms": {"encoding": encoding, "units": units, "parts": parts} if key[2] == "sms" else None,
    }
