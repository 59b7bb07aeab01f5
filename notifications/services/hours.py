"""When a message may go: what reminds, gathers or advertises keeps the hours of its reader's country."""

from notifications.reminders import next_opening
from smartkhata.core import countries


def opening(kind, recipient, business, at):
    """`at`, or the next moment when a message of `kind` may go to `recipient`; a mail keeps the shop's hours."""
    if not kind.has_hours:
        return at
    country, zone = business.country, business.time_zone
    for place in countries.all_countries():
        if recipient.startswith(place.dialling) and place.code != country:
            country, zone = place.code, place.time_zone
    return next_opening(country, zone, at)


def is_open(business, at):
    """Whether messages that keep hours may go in the shop's own country."""
    return next_opening(business.country, business.time_zone, at) <= at
