"""Shops of a user, and the people of a shop (inside its scope)."""

from smartkhata.accounts.access import ROLES
from smartkhata.accounts.models import Invitation, Membership, User
from smartkhata.core import shape
from smartkhata.core.models import Business
from smartkhata.core.tenancy import rows_seen_by

_MEMBERSHIP, _BUSINESS = shape.Shape(Membership), shape.Shape(Business)
_MEMBERSHIP_SQL = (
    f"SELECT {_MEMBERSHIP.columns('m')}, {_BUSINESS.columns('b')} FROM accounts_membership m"
    " JOIN core_business b ON b.id = m.business_id AND b.is_active WHERE m.user_id = %s AND b.{key} = %s"
)
_BY_KEY = {key: _MEMBERSHIP_SQL.replace("{key}", key) for key in ("id", "slug")}


def memberships_of(user):
    """The user's memberships in active shops, oldest first. Call inside user_scope."""
    rows = Membership.across.filter(user=user, business__is_active=True)
    return rows.select_related("business").order_by("created_at")


def membership_in(user, **shop):
    """The membership in one shop, by ``slug=`` or ``id=``; None if it is not the user's."""
    [(key, value)] = shop.items()
    for found in rows_seen_by(user.pk, _BY_KEY[key], [user.pk, value]):
        membership = _MEMBERSHIP.instance(found)
        membership.user, membership.business = user, _BUSINESS.instance(found[len(_MEMBERSHIP) :])
        return membership
    return None


def language_of(user_id):
    """The language in which a worker writes down what `user_id` will read; English when nobody asked."""
    return User.objects.filter(pk=user_id).values_list("language", flat=True).first() or "en"


def team_of():
    """Who works in the open shop, owners first. Call inside the shop's scope."""
    members = Membership.objects.select_related("user")
    return sorted(members, key=lambda member: (list(ROLES).index(member.role), str(member.user)))


def open_invitations():
    """Who was asked to join the open shop and has not answered."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return rows.select_related("invited_by").order_by("-created_at")
