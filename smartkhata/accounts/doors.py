"""Who enters a page, and whose rows they see. A view without a door sees none."""

from contextlib import contextmanager, nullcontext
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from smartkhata.accounts.selectors import membership_in
from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import business_scope


def owner_page(permission, *, scope=True):
    """A page of one shop (URL kwarg ``shop``, its slug) for members whose role has `permission`. Its moments are
    shown by the shop's clock.

    Sets ``request.business`` and ``request.membership``. With ``scope=False`` (a page that waits) the view
    opens ``with request.scope():`` for each short piece of work.
    """

    def wrap(view):
        @wraps(view)
        def door(request, shop, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            try:
                _admit(request, shop, permission)
                with (
                    timezone.override(request.business.time_zone),
                    request.scope() if scope else nullcontext(),
                ):
                    return view(request, *args, **kwargs)
            except DomainError as error:
                return refusal(request, error)

        door.door = permission
        return door

    return wrap


def public_page(view):
    """A page for everybody; it sees no shop's rows."""

    @wraps(view)
    def door(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            return refusal(request, error)

    door.door = "public"
    return door


def signed_in(view):
    """A page for a signed-in user, outside any shop."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return public_page(view)(request, *args, **kwargs)

    door.door = "signed in"
    return door


def refusal(request, error):
    """A rule that said no, as a page that says what to do."""
    if error.status == 404:
        raise Http404(error.message)
    response = render(request, "refused.html", {"error": error}, status=error.status)
    if "retry_after" in error.extra:
        response["Retry-After"] = error.extra["retry_after"]
    return response


def _admit(request, shop, permission):
    membership = membership_in(request.user, slug=shop)
    if membership is None:
        raise Http404("No such shop.")
    if permission not in membership.may:
        raise DomainError(
            "Your role in this shop does not allow this. Ask the owner.", code="forbidden", status=403
        )
    request.membership, request.business = membership, membership.business
    request.scope = lambda: _scope(request)


@contextmanager
def _scope(request):
    with business_scope(request.business.pk):
        yield
