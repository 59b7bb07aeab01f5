"""Issuing an invoice of three lines through the service, beside the same rows written by bare SQL.

    python benchmarks/issue.py                  # goal: at most 6x and at most 15 statements
    SK_ISSUE=1000x50 python benchmarks/issue.py # before that: 50 clients issue 1,000 drafts, one in ten fails

Both run in turns on one throw-away PostgreSQL under row security, each in a transaction that is committed.
"""

import os
import time
import uuid
from itertools import count

import ground
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg.types.json import Jsonb

from customers.testing import a_party
from invoicing.models import Invoice, InvoiceLine, NumberSeries
from invoicing.selectors.numbers import gaps
from invoicing.services.invoices import accept_draft
from invoicing.testing import LINE, a_draft
from invoicing.tests.test_many_at_once import accept_or_crash, at_once

ROUNDS, GOAL, STATEMENTS = 400, 6, 15
LINES = [LINE | {"description": name} for name in ("Web hosting", "Mail boxes", "Support")]


def main():
    owner = ground.shop()
    with owner.scope():
        party = a_party()
        drafts = iter([a_draft(owner.user, party, LINES) for _ in range(ROUNDS + 30)])
    first = statements(owner, next(drafts))
    fine = not os.environ.get("SK_ISSUE") or crowd(owner, party, os.environ["SK_ISSUE"])
    bare = Bare(owner, accepted(owner, next(drafts)))
    ours, floor = ground.both(lambda: accepted(owner, next(drafts)), bare.issue, rounds=ROUNDS)
    later = statements(owner, next(drafts))
    print(f"{first} statements for the first of a year, {later} for the others (goal {STATEMENTS})")
    fine &= max(first, later) <= STATEMENTS
    return ground.report("issue an invoice of 3 lines", ours, floor, GOAL) and fine


def statements(owner, draft):
    with owner.scope(), CaptureQueriesContext(connection) as queries:
        accept_draft(draft, by=owner.user)
    return len(queries)


def crowd(owner, party, size):
    """`size` is drafts x clients; one client in ten dies after the number is drawn and before the commit."""
    count, clients = map(int, size.split("x"))
    with owner.scope():
        drafts = list(enumerate(a_draft(owner.user, party, LINES) for _ in range(count)))
    start = time.perf_counter()
    answers = at_once(lambda item: accept_or_crash(owner, item[1], item[0] % 10 == 3), drafts, clients)
    seconds = time.perf_counter() - start
    issued = [number for number in answers if number]
    with owner.scope():
        missing = [gap for series in NumberSeries.objects.all() for gap in gaps(series)]
    print(
        f"{clients} clients, {count} drafts, {count - len(issued)} failed: {len(issued)} invoices in {seconds:.1f} s,"
        f" {len(issued) - len(set(issued))} doubles, {len(missing)} gaps"
    )
    return len(set(issued)) == len(issued) == count - count // 10 and not missing


def accepted(owner, draft):
    with owner.scope():
        return accept_draft(draft, by=owner.user)


class Bare:
    """The rows of one issued invoice, written again and again under new keys."""

    def __init__(self, owner, invoice):
        self.owner, self.serial = owner, count(1)
        with owner.scope():
            self.rows = {
                "invoicing_invoice": Invoice.objects.filter(pk=invoice.pk).values().get(),
                "lines": list(InvoiceLine.objects.filter(invoice=invoice).values()),
                "event": self._one("core_event", "name = 'invoice.issued'"),
                "entry": self._one("customers_ledgerentry", "kind = 'invoice'"),
            }
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM core_pendingfact LIMIT 1")
                names = [column.name for column in cursor.description]
                self.rows["fact"] = dict(zip(names, cursor.fetchone(), strict=True))

    def issue(self):
        """One transaction: scope, number, invoice, lines, entry, figures, event, facts, draft."""
        key, event, number = uuid.uuid4(), uuid.uuid4(), next(self.serial)
        invoice = self.rows["invoicing_invoice"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.business_id', %s, true)", [str(self.owner.business.pk)])
            cursor.execute(
                "SELECT d.*, p.*, b.* FROM invoicing_draft d JOIN customers_party p ON p.id = d.party_id"
                " JOIN core_business b ON b.id = d.business_id WHERE d.id = %s FOR NO KEY UPDATE OF d, p",
                [invoice["draft_id"]],
            )
            cursor.fetchone()
            for kind in ("invoice", "receipt"):
                cursor.execute(
                    "UPDATE invoicing_numberseries SET value = value + 1 WHERE business_id = %s AND kind = %s",
                    [self.owner.business.pk, kind],
                )
            text = f"RAW-{number}"
            own = {"id": key, "number": text, "number_key": text, "pay_code": text, "draft_id": None}
            insert(cursor, "invoicing_invoice", [invoice | own | {"series_id": None, "serial": None}])
            lines = [row | {"id": uuid.uuid4(), "invoice_id": key} for row in self.rows["lines"]]
            insert(cursor, "invoicing_invoiceline", lines)
            entry = self.rows["entry"] | {"id": uuid.uuid4(), "source": f"raw:{key}"}
            insert(cursor, "customers_ledgerentry", [entry])
            cursor.execute(
                "UPDATE customers_party SET balance = balance + %s, total_billed = total_billed + %s,"
                " total_invoices = total_invoices + 1 WHERE id = %s",
                [invoice["total"], invoice["total"], invoice["party_id"]],
            )
            cursor.execute(
                "UPDATE invoicing_draft SET updated_at = now() WHERE id = %s", [invoice["draft_id"]]
            )
            insert(cursor, "core_event", [self.rows["event"] | {"id": event}])
            fact = self.rows["fact"] | {
                "id": uuid.uuid4(),
                "event_id": event,
                "next_attempt_at": timezone.now(),
            }
            insert(cursor, "core_pendingfact", [fact])

    def _one(self, table, where):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} WHERE {where} LIMIT 1")
            return dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))


def insert(cursor, table, rows):
    names = ", ".join(f'"{name}"' for name in rows[0])
    places = ", ".join(f"({', '.join(['%s'] * len(row))})" for row in rows)
    values = [
        Jsonb(value) if isinstance(value, dict | list) else value for row in rows for value in row.values()
    ]
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES {places}", values)


if __name__ == "__main__":
    raise SystemExit(not main())
