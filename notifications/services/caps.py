"""How much one reader may get: in a day and a week, from one shop and from all. Nobody is told from whom."""

from datetime import timedelta

from django.db import connection
from django.utils.translation import gettext_noop

from smartkhata.core.tenancy import current_business_id

# Receipts, codes and letters about accounts are answers to what the reader did; they don't count.
COUNTED = (
    *("invoice_created", "quote_given", "credit_note_given", "payment_reminder", "overdue"),
    *("message", "welcome", "gathered"),
)
HELD = ("invoice_created",)
OWN_DAY, OWN_WEEK, ALL_DAY, ALL_WEEK = 6, 20, 10, 40
ENOUGH = gettext_noop("This customer has had enough messages for now. Try again tomorrow.")


def heard(recipients, at):
    """{address: how many messages it got in a day and a week from the open shop, and from all shops}."""
    return heard_and_silent(recipients, at)[0]


def heard_and_silent(recipients, at):
    """(the same, those of the addresses that answered STOP to the open shop), in one trip."""
    values = [current_business_id(), list(COUNTED), at - timedelta(days=1), at - timedelta(days=7)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reader, s.phone IS NOT NULL, had.* FROM unnest(%s::text[]) AS reader"
            " LEFT JOIN notifications_silentnumber s ON s.business_id = %s AND s.phone = reader,"
            " LATERAL notifications_heard(reader, %s, %s, %s, %s) AS had",
            [list(recipients), current_business_id(), *values],
        )
        found = cursor.fetchall()
    silent = {reader for reader, is_silent, *_counts in found if is_silent}
    return {reader: counts for reader, _is_silent, *counts in found}, silent


def has_room(counts, more=0):
    """Whether one more message keeps the caps, after the `counts` of heard() and `more` that came since."""
    caps = (OWN_DAY, OWN_WEEK, ALL_DAY, ALL_WEEK)
    return all(count + more < cap for count, cap in zip(counts, caps, strict=True))


def all_have_room(counts):
    """The same by the caps of all shops alone: what the shop's own have held goes as the message of the day."""
    _own_day, _own_week, all_day, all_week = counts
    return all_day < ALL_DAY and all_week < ALL_WEEK
