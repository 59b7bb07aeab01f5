"""Where the shop's own people hear."""

from smartkhata.core import phones


def reach(user, channel, business):
    """The address at which a member hears, or "": an unproven address may be a stranger's."""
    if channel == "sms":
        return business.phone if phones.is_mobile(business.phone) else ""
    return user.email if user.email_confirmed_at else ""
