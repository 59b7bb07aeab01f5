"""Customers who want one message a day or a week: theirs are held, and told together when their time has come."""

from collections import defaultdict
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.db import connection, transaction
from django.utils import timezone

from customers.models import Party
from notifications.kinds.gathered import Gathered
from notifications.models import Notification, Preference
from notifications.services.caps import all_have_room, heard
from notifications.services.failures import fail
from notifications.services.following import follow, with_address
from notifications.services.hours import is_open
from notifications.services.mailing import Mailing
from notifications.services.outbox import queue
from notifications.services.preferences import refusal, wishes_of
from notifications.services.settling import SETTLED
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

log = structlog.get_logger(__name__)

# Late enough for the day's bills, early enough for the hours of every country (reminders.HOURS).
GOES_AT = time(17)
WEEKDAY = 0


def gather_due(*, at=None, limit=1000):
    """Tell what is held, in all shops where it is five o'clock and not too late; how many customers got a message."""
    at = at or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_parties_held(%s, %s, %s)", [at, GOES_AT, limit])
        held = cursor.fetchall()
    return sum(_gathered(business_id, party_id, at) for business_id, party_id in held)


def gather(business_id, party_id, *, at):
    """One message to each address in place of the customer's held ones, if it is their day."""
    with business_scope(business_id):
        party = Party.objects.select_for_update(no_key=True).get(pk=party_id)
        business = Business.objects.get(pk=business_id)
        if not is_open(business, at):
            return False
        waiting = Notification.objects.filter(party=party, state="held")
        rows = _followed(waiting.select_related("invoice").order_by("created_at", "number"))
        if not rows or not _is_their_day(party, rows, at.astimezone(ZoneInfo(business.time_zone))):
            return False
        addressed = defaultdict(list)
        for row in rows:
            addressed[row.channel, row.recipient].append(row)
        return any([_tell(party, mine, *to, at) for to, mine in addressed.items()])


def _followed(rows):
    """Those of the held rows that can go, to where their customer is by now."""
    rows = list(with_address(rows))
    astray = follow(rows)
    for row in rows:
        if row.pk in astray:
            fail(row, state="failed", error_message=astray[row.pk])
    return [row for row in rows if row.pk not in astray]


def _gathered(business_id, party_id, at):
    try:
        return gather(business_id, party_id, at=at)
    except Exception:  # one customer's trouble is nobody else's; the next run tries again
        log.exception("gathering_failed", business=str(business_id), party=str(party_id))
        return False


def _tell(party, rows, channel, recipient, at):
    invoices = {row.invoice_id: row.invoice for row in rows if row.invoice and row.invoice.status == "open"}
    invoices = [invoice for invoice in invoices.values() if invoice.balance_due > 0]
    kind = Gathered(party, invoices, day=at.date())
    mine = Notification.objects.filter(pk__in=[row.pk for row in rows])
    if why_not := "" if invoices else SETTLED:
        mine.update(state="gathered", error_message=why_not)
        return False
    if why_not := refusal(kind, party, channel):
        mine.update(state="failed", error_message=why_not)
        return False
    if Mailing(at=at).over_limit(kind) or not all_have_room(heard([recipient], at)[recipient]):
        return False  # they wait for tomorrow's
    told = queue(kind, channel, recipient, at=at)
    mine.update(state="gathered", gathered_in=told)
    return True


def _is_their_day(party, rows, local):
    """Daily: not twice on one day. Weekly: on Mondays, or when something waits for more than a week."""
    latest = Notification.objects.filter(party=party, kind="gathered").order_by("-created_at").first()
    today = local.date()
    last = latest.created_at.astimezone(local.tzinfo).date() if latest else None
    if last == today:
        return False
    if wishes_of(party).often != Preference.Often.WEEKLY:
        return True
    waits = today - rows[0].created_at.astimezone(local.tzinfo).date()
    return today.weekday() == WEEKDAY or waits > timedelta(days=7)
