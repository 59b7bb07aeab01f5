"""Messages that ask for money which isn't owed any more: paid, in part or whole, voided or written off while they
waited."""

from django.db.models import F, Max
from django.utils.translation import gettext_noop

from customers.models import LedgerEntry
from notifications.kinds import KINDS

SETTLED = gettext_noop("Settled before it went out.")


def with_standing(rows):
    """The rows with the `standing` of their invoice, what is `paid` and what is `left` of it, for settled_among and
    lowered_among."""
    return rows.annotate(
        standing=F("invoice__status"),
        paid=F("invoice__paid"),
        left=F("invoice__total") - F("invoice__paid"),
    )


def settled_among(rows):
    """The ids of those of the open shop's messages whose text isn't true any more.

    A bill ends with its invoice. A reminder tells a sum of several, so it ends with anything that lowered what the
    customer owes; the next one tells the new sum.
    """
    asking = [row for row in rows if KINDS[row.kind].asks and row.standing is not None]
    ended = {row.pk for row in asking if row.standing != "open"}
    doubtful = [row for row in asking if row.pk not in ended and (KINDS[row.kind].sums_up or not row.left)]
    lowered = _lowered(doubtful) if doubtful else {}
    return ended | {
        row.pk for row in doubtful if row.party_id in lowered and lowered[row.party_id] > row.created_at
    }


def lowered_among(rows):
    """Those of the rows that ask for one invoice of which a part is paid: their texts may tell an older sum."""
    return [row for row in rows if KINDS[row.kind].asks and not KINDS[row.kind].sums_up and row.paid]


def _lowered(rows):
    """{party id: when something last lowered what they owe}, of those for whom it did since the first of `rows`."""
    entries = LedgerEntry.objects.filter(
        party__in={row.party_id for row in rows},
        amount__lt=0,
        recorded_at__gt=min(row.created_at for row in rows),
    )
    return dict(entries.values("party_id").annotate(last=Max("recorded_at")).values_list("party_id", "last"))
