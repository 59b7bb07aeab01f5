"""When somebody may be reminded, and in which tone. Pure: plain values in, plain values out.

The steps of the ladder are bound to the due date; whether one may go is counted from the first delivery of the
invoice's own message (services/arrivals.py): who was never told of a bill is not late, and who has just had it is
left alone for as long as between two reminders. A step whose days pass while it waits is left to the next one.

Sources: TRAI's and Safaricom's hours for messages that advertise, which we keep for reminders too although bills
and due dates are service messages; the caps are ours (stricter than either).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

# Days from the due date: three before (friendly), the day itself, then three, seven and fourteen after.
LADDER = (-3, 0, 3, 7, 14)
LONGEST_LADDER = 8
HOURS = {"IN": (time(9), time(20)), "KE": (time(8), time(18))}
SMALL_SUM = Decimal("50.00")
APART = timedelta(hours=48)
# What is older than this doesn't count any more.
COUNTED = timedelta(days=7)
PER_WEEK, PER_INVOICE = 3, 6
# A step that nobody sent in time (the server was down, the shop switched on late) is left to the next one.
LATE_DAYS = 2
# Who has just paid a part is left alone; the ladder goes on after that.
PAID_DAYS = 3


@dataclass(frozen=True)
class Case:
    """What decides about the step of one invoice. `due_days`: days since the due date, negative before it;
    `times`: how often the invoice was in a reminder, by a tap too;
    `paid_days_ago`: since a part of it was last paid."""

    due_days: int
    balance: Decimal
    done: tuple[int, ...] = ()
    times: int = 0
    is_promised: bool = False
    is_disputed: bool = False
    is_claimed: bool = False
    paid_days_ago: int | None = None


def step_of(case, ladder, *, small_sum=SMALL_SUM):
    """The step of the ladder that is due for the invoice now, or None; `held_back` says whether it may go yet."""
    if spoken_for(case.is_claimed, case.is_disputed, case.is_promised) or case.balance < small_sum:
        return None
    if case.paid_days_ago is not None and case.paid_days_ago < PAID_DAYS:
        return None
    if case.times >= PER_INVOICE:
        return None
    reached = [step for step in ladder if 0 <= case.due_days - step <= LATE_DAYS]
    step = max(reached, default=None)
    return None if step is None or any(done >= step for done in case.done) else step


def spoken_for(is_claimed, is_disputed, is_promised):
    """What the customer said of an invoice that has to be answered first: "claimed" (it is paid), "disputed" or
    "promised" (for a day to come); "" if nothing."""
    said = {"claimed": is_claimed, "disputed": is_disputed, "promised": is_promised}
    return next((word for word, is_so in said.items() if is_so), "")


def held_back(arrived_ago):
    """Why an invoice whose step is due waits: "undelivered" while nobody knows that its message arrived
    (`arrived_ago` None), "fresh" while that is too short ago; "" when it may go."""
    if arrived_ago is None:
        return "undelivered"
    return "fresh" if arrived_ago < APART else ""


def tone_of(due_days):
    """friendly before the due date, urgent on the day itself, overdue after it."""
    if due_days < 0:
        return "friendly"
    return "urgent" if due_days == 0 else "overdue"


def has_room(earlier, now):
    """Whether one more reminder to a customer keeps the caps, given the moments of the earlier ones."""
    recent = [at for at in earlier if at > now - COUNTED]
    return len(recent) < PER_WEEK and all(at <= now - APART for at in recent)


def next_opening(country, zone, now):
    """`now` inside the hours in which reminders may go out, else the next moment that is."""
    first, last = HOURS[country]
    local = now.astimezone(ZoneInfo(zone))
    if first <= local.time() < last:
        return now
    day = local.date() if local.time() < first else local.date() + timedelta(days=1)
    return datetime.combine(day, first, ZoneInfo(zone))


def clean_ladder(steps):
    """Sorted, each once; ValueError for what is no ladder."""
    steps = tuple(sorted({int(step) for step in steps}))
    if len(steps) > LONGEST_LADDER or any(not -30 <= step <= 90 for step in steps):
        raise ValueError("no ladder")
    return steps
