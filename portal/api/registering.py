"""POST /api/customers/auto-register (network document, endpoint 2)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from portal import schemas
from portal.answers import registered
from portal.services.codes import offer_code
from portal.services.registering import register_customer
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.schema import read


class AutoRegister(BusinessApi):
    """201 for a new customer, 200 for one the khata knows; 409 phone_conflict asks whose the phone is."""

    permissions = {"POST": "customers.edit"}
    scoped = False

    @extend_schema(
        request=schemas.AutoRegisterIn,
        responses={201: schemas.AutoRegisterOut, 200: schemas.AutoRegisterOut},
    )
    def post(self, request):
        asked = read(schemas.AutoRegisterIn, request.data)
        with self.scope():
            result = register_customer(by=request.user, **asked)
        sent, wait = (False, 0)
        if result.profile and not result.party.phone_verified_at:
            sent, wait = offer_code(result.party, business_id=self.business.pk)
        answer = registered(result, sent=sent, resend_after=wait)
        return Response(answer, status=status.HTTP_201_CREATED if result.created else status.HTTP_200_OK)
