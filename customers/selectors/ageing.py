"""How old is what is owed: current, 1-30, 31-60, 61-90 and 90+ days past due, for a day of the past or today.

What is open of a document ages from its due date; the documents' app tells it (settings.OPEN_DOCUMENTS). A line
of the khata has no due date and ages from its own day. What came in without a document settles the khata's
oldest lines first, so what is still open of them lies on the newest. Money beyond all that is an advance, in a
negative column of its own: the columns always sum to the balance of the ledger.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.utils.module_loading import import_string

from customers.models import ZERO, LedgerEntry, Party
from customers.selectors.parties import aliases, identities
from smartkhata.core import shape
from smartkhata.core.tenancy import current_business_id

BUCKETS = ("current", "days_1_30", "days_31_60", "days_61_90", "days_over_90")
COLUMNS = (*BUCKETS, "advances")
# The last day of each bucket but the oldest.
_LAST_DAYS = (0, 30, 60, 90)
# The lines of the khata that are a debt by themselves.
DEBTS = ("opening", "gave")


@dataclass(frozen=True)
class OpenItem:
    """Something still to be paid on the day that was asked for."""

    party_id: UUID
    due_on: date
    amount: Decimal


@dataclass
class Ageing:
    """Amounts by age; `total` is the balance."""

    columns: dict = field(default_factory=lambda: dict.fromkeys(COLUMNS, ZERO))

    @property
    def total(self):
        return sum(self.columns.values(), ZERO)

    @property
    def overdue(self):
        """Past due by a day or more."""
        return sum((self.columns[bucket] for bucket in BUCKETS[1:]), ZERO)

    def as_dict(self):
        return {**self.columns, "total": self.total}


def ageing_of(party, day):
    """The Ageing of one party at the end of `day`."""
    return _ageings(day, party).get(party.pk) or Ageing()


def ageing_of_shop(day):
    """([(party, Ageing)] of everybody with something open, most overdue first; the Ageing of all together)."""
    found = _ageings(day)
    people = Party.objects.in_bulk(list(found))
    rows = [(people[pk], ages) for pk, ages in found.items() if any(ages.columns.values())]
    rows.sort(key=lambda row: (-row[1].overdue, -row[1].total, row[0].name_key))
    whole = Ageing()
    for _party, ages in rows:
        for column, amount in ages.columns.items():
            whole.columns[column] += amount
    return rows, whole


def bucket_of(due_on, day):
    """The due day itself and the days before it are current."""
    late = (day - due_on).days
    for bucket, last in zip(BUCKETS, _LAST_DAYS, strict=False):
        if late <= last:
            return bucket
    return BUCKETS[-1]


def _ageings(day, party=None):
    """{party id: Ageing} of every party with a balance or an open document on the day."""
    found, same = defaultdict(Ageing), aliases()
    left = _balances(day, party, same)
    for item in _open_documents(day, party):
        pk = same.get(item.party_id, item.party_id)
        found[pk].columns[bucket_of(item.due_on, day)] += item.amount
        left[pk] -= item.amount
    # What the documents do not explain: above zero it is open in the khata, below zero an advance.
    owing = {pk: rest for pk, rest in left.items() if rest > 0}
    for pk, bucket, amount in _open_debts(day, owing, same):
        found[pk].columns[BUCKETS[bucket]] += amount
        left[pk] -= amount
    for pk, rest in left.items():
        found[pk].columns["advances" if rest < 0 else "current"] += rest
    return found


def _balances(day, party, same):
    """{party id: balance}, with the lines of merged parties under the one that they turned out to be."""
    rows = LedgerEntry.objects.filter(on__lte=day)
    rows = rows if party is None else rows.filter(party__in=identities(party))
    left = defaultdict(Decimal)
    for pk, amount in rows.order_by().values_list("party_id").annotate(total=Sum("amount")):
        left[same.get(pk, pk)] += amount
    return left


def _open_documents(day, party):
    for name in import_string(settings.OPEN_DOCUMENTS):
        yield from import_string(name)(day, party=party)


def _open_debts(day, owing, same):
    """(party id, number of the bucket, amount): what is open of the khata's own debts, the newest first.

    `owing`: {party id: amount}. The database adds up, because a shop may have a million lines.
    """
    if not owing:
        return []
    held = {pk: pk for pk in owing} | {old: new for old, new in same.items() if new in owing}
    values = {
        "parties": list(held),
        "owners": list(held.values()),
        "dues": [owing[owner] for owner in held.values()],
        "shop": current_business_id(),
        "day": day,
        "debts": list(DEBTS),
        "firsts": [last + 1 for last in _LAST_DAYS],
    }
    return shape.rows(_OPEN_DEBTS, values)


_OPEN_DEBTS = """
SELECT owner, width_bucket(%(day)s::date - "on", %(firsts)s::int[]), sum(least(amount, due - newer)) FROM (
  SELECT held.owner, held.due, e."on", e.amount, sum(e.amount) OVER (
    PARTITION BY held.owner ORDER BY e."on" DESC, e.recorded_at DESC, e.id DESC) - e.amount AS newer
  FROM customers_ledgerentry e
  JOIN unnest(%(parties)s::uuid[], %(owners)s::uuid[], %(dues)s::numeric[]) AS held(party_id, owner, due)
    USING (party_id)
  WHERE e.business_id = %(shop)s AND e.kind = ANY(%(debts)s) AND e.amount > 0 AND e."on" <= %(day)s
    AND NOT EXISTS (SELECT FROM customers_ledgerentry back WHERE back.business_id = %(shop)s
      AND back.reverses_id = e.id AND back."on" <= %(day)s)
) line WHERE newer < due GROUP BY 1, 2
"""
