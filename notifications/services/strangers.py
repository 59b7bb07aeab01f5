"""Who got a message is somebody else than the customer."""

from notifications.services import preferences
from notifications.services.failures import is_theirs
from notifications.services.shutting import shut_links


def disown(message, party, *, by, at=None):
    """What went to the address of this message opens nothing any more, and nothing more goes there until it is
    corrected. False when it isn't the customer's address, or isn't any more: the right one must not fall silent."""
    shut_links(party, [message.recipient], at=at)
    if not is_theirs(message, party):
        return False
    preferences.not_me(party, by=by, channel=message.channel, at=at)
    return True
