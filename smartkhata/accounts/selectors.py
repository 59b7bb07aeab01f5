"""Shops of a user. Call inside user_scope."""

from smartkhata.accounts.models import Membership


def memberships_of(user):
    """The user's memberships in active shops, oldest first."""
    rows = Membership.across.filter(user=user, business__is_active=True)
    return rows.select_related("business").order_by("created_at")


def membership_in(user, **shop):
    """The membership in one shop, by ``slug=`` or ``pk=``; None if it is not the user's."""
    return memberships_of(user).filter(**{f"business__{key}": value for key, value in shop.items()}).first()
