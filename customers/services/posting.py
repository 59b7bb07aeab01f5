"""Writing many lines of the khata at once: one statement for the entries and the figures they change."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection

from customers.models import Party
from customers.services.history import remember_payments
from customers.services.ledger import BILLED, INVOICES, PAID
from smartkhata.core.tenancy import current_business_id


@dataclass(frozen=True)
class Line:
    """`amount` is signed, positive = the party owes us more; `source` names the fact."""

    party_id: UUID
    kind: str
    amount: Decimal
    on: date
    source: str
    note: str = ""


def post_many(lines: Iterable[Line], *, by_id, at: datetime):
    """Write the lines whose source is not in the khata yet; returns how many. Call it in the fact's transaction.

    The parties are locked in one order, so that two such posts don't wait for each other in a circle.
    """
    rows = [astuple(line) for line in lines]
    if not rows:
        return 0
    parties = sorted({row[0] for row in rows})
    list(Party.across.select_for_update(no_key=True).filter(pk__in=parties).order_by("pk").values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute(_POST, [current_business_id(), by_id, at, *map(list, zip(*rows, strict=True)), at])
        written = cursor.fetchone()[0]
    remember_payments({row[0] for row in rows if row[1] in PAID})
    return written


def _factor(table):
    """A table of services.ledger as SQL: what one line of a kind adds."""
    cases = " ".join(f"WHEN kind = '{kind}' THEN {factor}" for kind, factor in table.items())
    return f"CASE {cases} ELSE 0 END"


_POST = f"""
WITH line AS (
  INSERT INTO customers_ledgerentry (id, business_id, by_id, recorded_at, party_id, kind, amount, "on", source, note)
  SELECT gen_random_uuid(), %s, %s, %s, given.* FROM
    unnest(%s::uuid[], %s::text[], %s::numeric[], %s::date[], %s::text[], %s::text[]) AS given
  ON CONFLICT (business_id, source) DO NOTHING
  RETURNING party_id, kind, amount, "on"
), sums AS (
  SELECT party_id, count(*) AS lines, sum(amount) AS balance, sum(amount * {_factor(BILLED)}) AS billed,
    sum(amount * {_factor(PAID)}) AS paid, sum({_factor(INVOICES)}) AS invoices,
    max("on") FILTER (WHERE kind = 'invoice') AS last_on
  FROM line GROUP BY party_id
), added AS (
  UPDATE customers_party p SET balance = p.balance + s.balance, total_billed = p.total_billed + s.billed,
    total_paid = p.total_paid + s.paid, total_invoices = p.total_invoices + s.invoices,
    last_invoice_on = greatest(p.last_invoice_on, s.last_on), updated_at = %s
  FROM sums s WHERE p.id = s.party_id
)
SELECT coalesce(sum(lines), 0) FROM sums
"""
