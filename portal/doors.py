"""A phone that proved itself: session for the pages, bearer token for the app."""

from contextlib import contextmanager
from functools import wraps

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication

from portal.models import NetworkProfile
from portal.services.profiles import links_of
from smartkhata.accounts.api.authentication import bearer_session
from smartkhata.accounts.api.base import ScopedApi
from smartkhata.accounts.doors import refusal
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.tenancy import business_scope

SESSION_KEY = "portal_profile"
SESSION_SECONDS = 30 * 24 * 3600


def portal_page(view):
    """A page for a verified phone; sets ``request.profile``. Rows are seen one shop at a time (`shop`)."""

    @wraps(view)
    def door(request, *args, **kwargs):
        profile = NetworkProfile.objects.filter(pk=request.session.get(SESSION_KEY)).first()
        if profile is None:
            here = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('portal:sign_in')}?{here}")
        request.profile = profile
        try:
            response = view(request, *args, **kwargs)
        except DomainError as error:
            return refusal(request, error)
        response["Cache-Control"] = "no-store"
        return response

    door.door = "portal"
    return door


@contextmanager
def shop(link):
    """The rows of one of the profile's shops."""
    with business_scope(link.business_id):
        yield link.business


def link_to_shop(profile, business_id):
    """The profile's first link to a shop; 404 when it has none."""
    for link in links_of(profile):
        if str(link.business_id) == str(business_id):
            return link
    raise not_found("This shop was not found.")


class PortalToken(BaseAuthentication):
    """The profile of a customer's access token."""

    def authenticate(self, request):
        session = bearer_session(request, "portal")
        profile = session and NetworkProfile.objects.filter(pk=session.subject_id).first()
        return (Customer(profile), session) if profile else None

    def authenticate_header(self, request):
        return "Bearer"


class Customer:
    """What DRF calls the user: a customer who proved a phone."""

    is_authenticated = True

    def __init__(self, profile):
        self.profile = profile


class PortalApi(ScopedApi):
    """A route of the customer's app; opens one shop's scope at a time."""

    authentication_classes = [PortalToken]
    door = "portal"

    def enter(self, request):
        self.profile = request.user.profile
        self.claim_key(request, holder=self.profile.pk)


class PortalScheme(OpenApiAuthenticationExtension):
    target_class = "portal.doors.PortalToken"
    name = "portal"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
