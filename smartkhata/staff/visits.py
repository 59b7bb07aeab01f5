"""A staff member's visit to a shop: with a reason, for half an hour, and known to the shop."""

from datetime import timedelta

from django.utils import timezone

from smartkhata.accounts.models import StaffVisit
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope

LIFE = timedelta(minutes=30)
KEY = "staff_visit"


def enter(request, business, *, reason):
    reason = reason.strip()
    if len(reason) < 10:
        raise DomainError("Say in a few words why you enter this shop.", code="reason_missing")
    visit = StaffVisit.objects.create(business=business, user=request.user, reason=reason)
    with business_scope(business.pk):
        record("staff.entered", f"staffvisit:{visit.pk}", by=request.user, reason=reason)
    request.session[KEY] = visit.pk
    return visit


def current(request):
    """The visit that is still open, or None."""
    found = StaffVisit.objects.filter(
        pk=request.session.get(KEY), user=request.user.pk, at__gt=timezone.now() - LIFE
    )
    return found.select_related("business").first()


def leave(request):
    request.session.pop(KEY, None)
