"""Who got a message is somebody else than the customer."""

from notifications.services import preferences
from notifications.services.failures import is_theirs


def disown(message, party, *, by, at=None):
    """Nothing more goes to the address of this message until it is corrected. False, and nothing is changed, when it
    isn't the customer's address, or isn't any more: the right one must not fall silent."""
    if not is_theirs(message, party):
        return False
    preferences.not_me(party, by=by, channel=message.channel, at=at)
    return True
