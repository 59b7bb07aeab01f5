"""Statement of a customer and ageing of the whole shop over a million lines of the khata, beside bare SQL.

python benchmarks/khata.py [lines]        # goal: at most 2x; starts servers of its own
"""

import sys
from datetime import date

import ground
from django.db import connection

from customers.models import LedgerEntry, Party
from customers.selectors import ageing_of_shop, statement
from customers.testing import a_party
from smartkhata.core.testing.superuser import as_superuser

LINES, PARTIES, LARGEST, ROUNDS, GOAL, DAY = 1_000_000, 2_000, 10_000, 3, 2, date(2026, 11, 20)
COPIES = """
INSERT INTO customers_party ({columns})
SELECT {values} FROM customers_party CROSS JOIN generate_series(1, %s) AS n WHERE id = %s
"""
OWN = {"id": "gen_random_uuid()", "number": "'D-' || n", "phone": "''", "email": "''"}
# Three lines in four are goods given; the first party has the longest khata, the others share the rest.
KHATA = """
INSERT INTO customers_ledgerentry (id, business_id, party_id, kind, amount, "on", source, note, recorded_at)
SELECT gen_random_uuid(), %s, p.id, CASE WHEN n / 2000 %% 4 = 0 THEN 'got' ELSE 'gave' END,
  CASE WHEN n / 2000 %% 4 = 0 THEN -1 ELSE 1 END * (50 + n %% 900), date '2026-11-19' - (n * 7 %% 1000)::int,
  'bench:' || n, '', now()
FROM generate_series(1, %s) n JOIN (SELECT id, row_number() OVER (ORDER BY number) - 1 AS at FROM customers_party) p
  ON p.at = CASE WHEN n <= %s THEN 0 ELSE 1 + n %% %s END
"""
AGES = """
WITH rest AS (
  SELECT party_id, sum(amount) AS due FROM customers_ledgerentry
  WHERE business_id = %(shop)s AND "on" <= %(day)s {one} GROUP BY party_id
), debts AS (
  SELECT party_id, "on", amount, sum(amount) OVER (
    PARTITION BY party_id ORDER BY "on" DESC, recorded_at DESC, id DESC) - amount AS newer
  FROM customers_ledgerentry e
  WHERE business_id = %(shop)s AND kind IN ('opening', 'gave') AND amount > 0 AND "on" <= %(day)s {one} AND NOT EXISTS (
    SELECT 1 FROM customers_ledgerentry b WHERE b.business_id = %(shop)s AND b.reverses_id = e.id AND b."on" <= %(day)s)
)
SELECT party_id, width_bucket(%(day)s - "on", ARRAY[1, 31, 61, 91]), sum(least(amount, due - newer))
FROM debts JOIN rest USING (party_id) WHERE newer < due GROUP BY 1, 2
"""
LEDGER = """
SELECT e.*, sum(amount) OVER (ORDER BY "on", recorded_at, id),
  EXISTS (SELECT 1 FROM customers_ledgerentry r WHERE r.business_id = %(shop)s AND r.reverses_id = e.id)
FROM customers_ledgerentry e WHERE business_id = %(shop)s AND party_id = %(party)s AND "on" <= %(day)s
ORDER BY "on", recorded_at, id
"""


def main(lines):
    owner = ground.shop()
    with owner.scope():
        party = a_party()
    furnish(owner, party, lines)
    values = {"shop": owner.business.pk, "party": party.pk, "day": DAY}
    with owner.scope():
        assert LedgerEntry.objects.count() == lines
        check(values)
    one = {"one": "AND party_id = %(party)s"}
    ours, floor = ground.both(
        scoped(owner, lambda: ageing_of_shop(DAY)), scoped(owner, lambda: bare(AGES.format(one=""), values)),
        rounds=ROUNDS, warm=1,
    )  # fmt: skip
    fine = ground.report(f"ageing of the shop, {lines:,} lines", ours, floor, GOAL)
    ours, floor = ground.both(
        scoped(owner, lambda: statement(party, to_on=DAY)),
        scoped(owner, lambda: (bare(LEDGER, values), bare(AGES.format(**one), values))),
        rounds=ROUNDS * 3, warm=1,
    )  # fmt: skip
    return ground.report(f"statement of {LARGEST:,} lines", ours, floor, GOAL) and fine


def furnish(owner, party, lines):
    names = [field.column for field in Party._meta.concrete_fields]
    values = ", ".join(OWN.get(name, name) for name in names)
    database = connection.settings_dict["NAME"]
    copies = COPIES.format(columns=", ".join(names), values=values)
    as_superuser(copies, PARTIES, party.pk, database=database)
    as_superuser(KHATA, owner.business.pk, lines, LARGEST, PARTIES, database=database)
    as_superuser("VACUUM ANALYZE customers_ledgerentry", database=database)


def check(values):
    """Both ways say the same."""
    rows, whole = ageing_of_shop(DAY)
    raw = bare(AGES.format(one=""), values)
    assert whole.total == sum(amount for _party, _bucket, amount in raw), "the ages differ"
    assert {party.pk for party, _ages in rows} == {party for party, _bucket, _amount in raw}


def scoped(owner, work):
    def run():
        with owner.scope():
            return work()

    return run


def bare(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


if __name__ == "__main__":
    raise SystemExit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES))
