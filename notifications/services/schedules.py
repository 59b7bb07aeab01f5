"""Sending later: the owner's local time and zone are kept, the instant is computed, and it goes out once."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications import kinds
from notifications.models import ScheduledSend
from notifications.services.mailing import Mailing
from notifications.services.outbox import Send, judged
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

# A date alone means the morning of that day.
MORNING = time(9)
FARTHEST = timedelta(days=366)


def schedule_send(
    invoice,
    *,
    moment,
    channels,
    by,
    include_pdf=True,
    message="",
    recipients=None,
    template="default",
    at=None,
):
    """Plan an open invoice to be sent at `moment` (ISO text, see local_time_of). 400 bad_schedule, and no_recipient if
    nobody would be reached, as far as is known; `foreseen` of the row: {channel: rows or the reason why not}."""
    now = at or timezone.now()
    business = Business.objects.get(pk=invoice.business_id)
    when = planned_for(moment, business, now)
    row = ScheduledSend(
        invoice=invoice,
        channels=list(channels),
        include_pdf=include_pdf,
        message=message,
        template=template,
        recipients=recipients or {},
        **when,
        created_at=now,
        created_by_id=getattr(by, "pk", None),
    )
    row.foreseen = judged(Mailing(at=row.due_at, business=business), send_of(row))
    if isinstance(row.foreseen, DomainError):
        raise row.foreseen
    row.save()
    record("message.scheduled", invoice, by=by, at=at, party=invoice.party, due_at=row.due_at)
    return row


def planned_for(moment, business, now):
    """{local_time, time_zone, due_at} of a moment that the owner said; 400 bad_schedule."""
    try:
        local = local_time_of(moment, business.time_zone)
        due_at = instant(local, business.time_zone)
    except OverflowError:  # a year that no other zone has
        due_at = None
    if due_at is None or not now < due_at <= now + FARTHEST:
        raise _bad(_("Choose a moment in the future, within a year."))
    return {"local_time": local.isoformat(), "time_zone": business.time_zone, "due_at": due_at}


def cancel_scheduled(row, *, by, at=None):
    """Take it back. 409 not_waiting if it went out, or was taken back, already."""
    at = at or timezone.now()
    with transaction.atomic():
        row = (
            ScheduledSend.objects.select_for_update(of=("self",))
            .select_related("invoice__party")
            .get(pk=row.pk)
        )
        if row.state != ScheduledSend.State.WAITING:
            raise DomainError("This does not wait any more.", code="not_waiting", status=409)
        settle([row], ScheduledSend.State.CANCELLED, at)
        record("message.unscheduled", row.document, by=by, at=at, party=row.document.party)
    return row


def recompute(*, now=None, ahead=timedelta(days=2)):
    """Compute the coming instants of all shops anew, because the rules of zones change; returns how many."""
    due = due_rows(10_000, (now or timezone.now()) + ahead)
    for business_id, pk in due:
        with business_scope(business_id):
            row = ScheduledSend.objects.select_for_update().filter(pk=pk, state="waiting").first()
            if row:
                move(row, Business.objects.get(pk=business_id))
    return len(due)


def local_time_of(text, zone):
    """The naive local time that an ISO text means in `zone`: ``2026-12-01`` is nine in the morning,
    ``2026-12-01T10:00`` local time, and with an offset an instant."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise _bad(_("Give a day or a moment like 2026-12-01T10:00.")) from None
    if len(text.strip()) <= 10:
        moment = datetime.combine(moment.date(), MORNING)
    if moment.tzinfo:
        moment = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return moment.replace(microsecond=0, fold=0)


def instant(local, zone):
    """The UTC instant of a naive local time: the first of two when clocks go back, the first valid moment
    after the gap when they go forward."""
    before = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    found = before.astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local:
        return found
    # In a gap fold=0 counts with the offset before it; the gap's end is where the offset changes.
    low, high = found - timedelta(hours=26), found
    offset = low.astimezone(ZoneInfo(zone)).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(ZoneInfo(zone)).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high


def due_rows(limit, before):
    """(business id, id) of what is due in all shops, the first due first. Needs no scope."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_scheduled_due(%s, %s)", [limit, before])
        return cursor.fetchall()


def move(row, business):
    """The instant by today's zone and rules; the row keeps the local time that was said."""
    due_at = instant(datetime.fromisoformat(row.local_time), business.time_zone)
    if (due_at, business.time_zone) != (row.due_at, row.time_zone):
        row.due_at, row.time_zone = due_at, business.time_zone
        row.save(update_fields=["due_at", "time_zone"])
    return due_at


def send_of(row):
    """The send that was planned."""
    words = {"message": row.message, "template": row.template}
    kind = kinds.InvoiceCreated(row.invoice, has_pdf=row.include_pdf, press=f"scheduled:{row.pk}", **words)
    return Send(kind, row.channels, row.recipients)


def settle(rows, state, at, *, error_message=""):
    """Write how these rows ended."""
    for row in rows:
        row.state, row.settled_at, row.error_message = state, at, error_message
    if rows:
        values = {"state": state, "settled_at": at, "error_message": error_message}
        ScheduledSend.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def _bad(text):
    return DomainError(text, code="bad_schedule", fields={"schedule_send": text})
