"""Shops of a user (inside user_scope), and the people of a shop (inside its scope)."""

from smartkhata.accounts.access import ROLES
from smartkhata.accounts.models import Invitation, Membership


def memberships_of(user):
    """The user's memberships in active shops, oldest first."""
    rows = Membership.across.filter(user=user, business__is_active=True)
    return rows.select_related("business").order_by("created_at")


def membership_in(user, **shop):
    """The membership in one shop, by ``slug=`` or ``pk=``; None if it is not the user's."""
    return memberships_of(user).filter(**{f"business__{key}": value for key, value in shop.items()}).first()


def team_of():
    """Who works in the open shop, owners first. Call inside the shop's scope."""
    members = Membership.objects.select_related("user")
    return sorted(members, key=lambda member: (list(ROLES).index(member.role), str(member.user)))


def open_invitations():
    """Who was asked to join the open shop and has not answered."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return rows.select_related("invited_by").order_by("-created_at")
