"""The link of a message, the code, and the tokens."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from portal import schemas
from portal.looks import look_of
from portal.selectors import public_view, shop_summary
from portal.services import codes, profiles
from portal.services.links import open_link
from portal.services.numbers import any_phone
from smartkhata.accounts.api.schema import read
from smartkhata.accounts.api.views import PublicApi
from smartkhata.accounts.services import tokens
from smartkhata.core.network import address_of
from smartkhata.core.tenancy import business_scope


class PublicLinkApi(PublicApi):
    @extend_schema(parameters=[OpenApiParameter("t", required=True)], responses=schemas.LinkOut)
    def get(self, request):
        token, address = request.query_params.get("t", ""), address_of(request)
        with open_link(token, address=address, **look_of(request)) as (business, invoice):
            return Response(public_view(invoice, business))


class RequestCode(PublicApi):
    @extend_schema(request=schemas.PhoneIn, responses={202: schemas.CodeSentOut})
    def post(self, request):
        phone = any_phone(read(schemas.PhoneIn, request.data)["phone"])
        codes.request_code(phone, address=address_of(request))
        answer = {
            "otp_resend_after": codes.RESEND_SECONDS,
            "expires_in": int(codes.LIFE.total_seconds()),
            "message": _("If a shop knows this number, a code is on its way."),
        }
        return Response(answer, status=status.HTTP_202_ACCEPTED)


class Register(PublicApi):
    """Endpoint 5: phone and code -> tokens and the shops."""

    @extend_schema(request=schemas.RegisterIn, responses=schemas.RegisteredOut)
    def post(self, request):
        asked = read(schemas.RegisterIn, request.data)
        profile = codes.check_code(any_phone(asked["phone"]), asked["otp"], address=address_of(request))
        shops = []
        for link in profiles.enter(profile):
            with business_scope(link.business_id):
                shops.append(shop_summary(link, link.business))
        pair = tokens.open_session("portal", profile.pk)
        answer = {"customer_id": profile.pk, "customer_name": profile.profile_name, **_pair(pair)}
        return Response({**answer, "businesses": shops})


class RefreshToken(PublicApi):
    @extend_schema(request=schemas.PortalRefreshIn, responses=schemas.PortalTokenOut)
    def post(self, request):
        asked = read(schemas.PortalRefreshIn, request.data)
        _, pair = tokens.refresh(asked["refresh_token"], "portal")
        return Response(_pair(pair))


def _pair(pair):
    return {"token": pair.access, "refresh_token": pair.refresh, "expires_in": pair.expires_in}
