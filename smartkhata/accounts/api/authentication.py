"""Authorization: Bearer, for owners' and customers' apps."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header

from smartkhata.accounts.models import User
from smartkhata.accounts.services import tokens
from smartkhata.core.errors import DomainError


class BearerToken(BaseAuthentication):
    """The user of the access token; session and user are read anew at each request."""

    def authenticate(self, request):
        session = bearer_session(request, "owner")
        if session is None:
            return None
        user = User.objects.filter(pk=session.subject_id, is_active=True).first()
        if user is None:
            raise DomainError("Please sign in again.", code="not_authenticated", status=401)
        return user, session

    def authenticate_header(self, request):
        return "Bearer"


def bearer_session(request, audience):
    """The session in the Authorization header, None without one; 401 for a bad token."""
    parts = get_authorization_header(request).decode("latin-1").split()
    if len(parts) != 2 or parts[0].lower() != "bearer":
        return None
    return tokens.session_of(parts[1], audience)


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "smartkhata.accounts.api.authentication.BearerToken"
    name = "bearer"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
