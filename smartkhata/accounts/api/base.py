"""BusinessApi: token and X-Business-ID become one shop's scope around the handler."""

import uuid
from contextlib import ExitStack

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.views import APIView

from smartkhata.accounts.api.idempotency import Idempotent, Replayed, replay
from smartkhata.accounts.selectors import membership_in, memberships_of
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.tenancy import business_scope, user_scope


class ScopedApi(Idempotent, APIView):
    """Runs the handler inside the scope that `enter()` opens; a refusal rolls it back."""

    in_scope = False
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    def dispatch(self, request, *args, **kwargs):
        try:
            with ExitStack() as self.scopes:
                return super().dispatch(request, *args, **kwargs)
        finally:
            self.release_key()

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.enter(request)

    def enter(self, request):
        """Open what the handler may see; subclasses decide."""

    def handle_exception(self, exc):
        if isinstance(exc, Replayed):
            return replay(exc.claim)
        # DRF answers inside the view, so the scope would commit the rows of a refused request.
        if self.in_scope:
            transaction.set_rollback(True)
        return super().handle_exception(exc)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        self.keep_answer(response)
        return response


class BusinessApi(ScopedApi):
    """A route of one shop. ``permissions`` maps a method to a permission of access.py.

    With ``scoped = False`` (a route that waits) the handler opens ``with self.scope():`` itself, and gives the scope
    that does the work an answer to keep (`keep_for_now`).
    """

    permissions = {}
    scoped = True

    def enter(self, request):
        # What a route may do is asked before what it can: DRF looks for the handler after this.
        permission = self.permissions.get("GET" if request.method == "HEAD" else request.method)
        if permission is None:
            raise MethodNotAllowed(request.method)
        membership = self._membership(request)
        if permission not in membership.may:
            raise DomainError("Your role in this shop does not allow this.", code="forbidden", status=403)
        self.membership, self.business = membership, membership.business
        request.business = membership.business
        self.claim_key(request, holder=self.business.pk)
        if self.scoped:
            self.scopes.enter_context(self.scope())
            self.in_scope = True

    def scope(self):
        return business_scope(self.business.pk)

    def _membership(self, request):
        wanted = request.headers.get("X-Business-ID", "").strip()
        if not wanted:
            return self._only_membership(request)
        try:
            membership = membership_in(request.user, id=uuid.UUID(wanted))
        except ValueError:
            membership = None
        if membership is None:
            raise not_found("This shop was not found.")
        return membership

    def _only_membership(self, request):
        with user_scope(request.user.pk):
            found = list(memberships_of(request.user)[:2])
        if len(found) != 1:
            text = _("Say which shop: send its id in the X-Business-ID header.")
            raise DomainError(text, code="business_required")
        return found[0]
