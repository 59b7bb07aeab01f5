"""Authorization: Bearer, for owners' and customers' apps."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header

from smartkhata.accounts.services import tokens


class BearerToken(BaseAuthentication):
    """The user of the access token; session and user are read anew at each request."""

    def authenticate(self, request):
        access = bearer(request)
        return access and tokens.user_of(access)

    def authenticate_header(self, request):
        return "Bearer"


def bearer_session(request, audience):
    """The session in the Authorization header, None without one; 401 for a bad token."""
    access = bearer(request)
    return access and tokens.session_of(access, audience)


def bearer(request):
    """The access token of the Authorization header, or None."""
    parts = get_authorization_header(request).decode("latin-1").split()
    return parts[1] if len(parts) == 2 and parts[0].lower() == "bearer" else None


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "smartkhata.accounts.api.authentication.BearerToken"
    name = "bearer"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
