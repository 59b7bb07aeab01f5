"""POST /api/auth/*: sign-up, token, refresh, sign-out."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from smartkhata.accounts.selectors import memberships_of
from smartkhata.accounts.services import tokens
from smartkhata.accounts.services.letters import ask_confirmation
from smartkhata.accounts.services.signing_in import check_password
from smartkhata.accounts.services.signing_up import sign_up
from smartkhata.core.network import address_of
from smartkhata.core.tenancy import user_scope


class SignUpIn(serializers.Serializer):
    email = serializers.CharField()
    password = serializers.CharField(trim_whitespace=False)
    name = serializers.CharField(max_length=120)
    shop = serializers.CharField(max_length=120)
    country = serializers.CharField(max_length=2)
    phone = serializers.CharField(required=False, allow_blank=True, default="")


class CredentialsIn(serializers.Serializer):
    email = serializers.CharField()
    password = serializers.CharField(trim_whitespace=False)


class RefreshIn(serializers.Serializer):
    refresh = serializers.CharField()


class ShopOut(serializers.Serializer):
    business_id = serializers.UUIDField()
    business_name = serializers.CharField()
    country = serializers.CharField()
    currency = serializers.CharField()
    role = serializers.CharField()


class TokenOut(serializers.Serializer):
    access = serializers.CharField()
    refresh = serializers.CharField()
    expires_in = serializers.IntegerField()
    businesses = ShopOut(many=True)


class PublicApi(APIView):
    """For everybody: a bad or old token in the header does not matter here."""

    authentication_classes = []
    permission_classes = []
    door = "public"


class SignUp(PublicApi):
    @extend_schema(request=SignUpIn, responses={201: TokenOut})
    def post(self, request):
        form = SignUpIn(data=request.data)
        form.is_valid(raise_exception=True)
        user, _ = sign_up(**form.validated_data)
        ask_confirmation(user)
        return Response(_signed_in(user), status=status.HTTP_201_CREATED)


class Token(PublicApi):
    @extend_schema(request=CredentialsIn, responses=TokenOut)
    def post(self, request):
        form = CredentialsIn(data=request.data)
        form.is_valid(raise_exception=True)
        user = check_password(**form.validated_data, address=address_of(request))
        return Response(_signed_in(user))


class Refresh(PublicApi):
    @extend_schema(request=RefreshIn, responses=TokenOut)
    def post(self, request):
        form = RefreshIn(data=request.data)
        form.is_valid(raise_exception=True)
        session, pair = tokens.refresh(form.validated_data["refresh"], "owner")
        return Response(_pair(pair, session.subject_id))


class SignOut(APIView):
    """Ends the session of the token; its refresh tokens die with it."""

    door = "signed in"

    @extend_schema(request=None, responses={204: None})
    def post(self, request):
        tokens.close_session(request.auth)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _signed_in(user):
    return _pair(tokens.open_session("owner", user.pk), user.pk)


def _pair(pair, user_id):
    with user_scope(user_id):
        rows = list(memberships_of(user_id))
    shops = [
        {
            "business_id": row.business_id,
            "business_name": row.business.name,
            "country": row.business.country,
            "currency": row.business.currency,
            "role": row.role,
        }
        for row in rows
    ]
    return {
        "access": pair.access,
        "refresh": pair.refresh,
        "expires_in": pair.expires_in,
        "businesses": shops,
    }
