"""The shop's own accounts with providers. Keys are taken and never answered."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from notifications import schemas
from notifications.services import accounts
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read
from smartkhata.core.errors import not_found


class ProviderAccounts(BusinessApi):
    """Which provider carries each channel, whose account it is, and which keys are set."""

    permissions = {"GET": "settings.edit"}

    @extend_schema(responses=schemas.HandOut(many=True))
    def get(self, request):
        return Response([_entry(hand) for hand in accounts.hands()])


class ProviderAccountOfChannel(BusinessApi):
    permissions = {"PUT": "settings.edit", "DELETE": "settings.edit"}

    @extend_schema(request=schemas.AccountIn, responses=schemas.HandOut)
    def put(self, request, channel):
        """Keep these keys; one that is left out stays. 400 bad_account says what is wrong."""
        asked = read(schemas.AccountIn, request.data)
        _known(channel)
        accounts.set_account(channel, asked["provider"], asked["keys"], by=request.user)
        return Response(_of(channel))

    @extend_schema(responses={204: None})
    def delete(self, request, channel):
        """SmartKhata's own provider carries the channel again."""
        _known(channel)
        accounts.remove_account(channel, by=request.user)
        return Response(status=204)


def _known(channel):
    if channel not in accounts.OFFERED:
        raise not_found("This channel was not found.")


def _of(channel):
    return next(_entry(hand) for hand in accounts.hands() if hand["channel"] == channel)


def _entry(hand):
    account = hand["account"]
    return {
        "channel": hand["channel"],
        "provider": hand["provider"],
        "is_own": account is not None,
        "keys_set": account["keys"] if account else [],
        "hint": account["hint"] if account else None,
        "updated_at": account["updated_at"] if account else None,
        "offered": list(hand["offered"]),
    }
