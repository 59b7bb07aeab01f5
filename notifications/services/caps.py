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


def has_room(kind, recipient, at):
    """Whether one more message to this address keeps the caps."""
    if kind.name not in COUNTED:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM notifications_heard(%s, %s, %s, %s, %s)",
            [recipient, current_business_id(), list(COUNTED), at - timedelta(days=1), at - timedelta(days=7)],
        )
        own_day, own_week, all_day, all_week = cursor.fetchone()
    return own_day < OWN_DAY and own_week < OWN_WEEK and all_day < ALL_DAY and all_week < ALL_WEEK
