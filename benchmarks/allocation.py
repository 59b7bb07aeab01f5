"""One payment over ten thousand open invoices, oldest first, beside bare SQL with the same result.

python benchmarks/allocation.py       # goal: at most 2x
"""

from datetime import date
from decimal import Decimal

import ground
from django.db import connection

from customers.testing import a_party
from invoicing.models import Allocation, Invoice
from invoicing.services.payments import record_payment, reverse_payment
from invoicing.testing import an_invoice

INVOICES, ROUNDS, GOAL, DAY = 10_000, 3, 2, date(2026, 11, 20)
COPIES = """
INSERT INTO invoicing_invoice ({columns})
SELECT {values} FROM invoicing_invoice CROSS JOIN generate_series(1, %s) AS n WHERE id = %s
"""
OWN = {
    "id": "gen_random_uuid()",
    "number": "'C-' || n",
    "number_key": "'C' || n",
    "pay_code": "'C' || n",
    "due_on": "due_on + (n * 7919 %% 365)::int",
    "draft_id": "NULL",
    "serial": "NULL",
    "series_id": "NULL",
}
BARE = """
WITH open AS (
    SELECT id, total - paid AS due,
        sum(total - paid) OVER (ORDER BY due_on, issued_on, number ROWS UNBOUNDED PRECEDING) AS upto
    FROM invoicing_invoice
    WHERE business_id = %(shop)s AND party_id = %(party)s AND status = 'open' AND paid < total
), parts AS (
    SELECT id, least(due, %(amount)s - (upto - due)) AS part FROM open WHERE upto - due < %(amount)s
), raised AS (
    UPDATE invoicing_invoice i SET paid = paid + part FROM parts WHERE i.id = parts.id
)
INSERT INTO invoicing_allocation (id, business_id, payment_id, invoice_id, kind, amount, "on")
SELECT gen_random_uuid(), %(shop)s, %(payment)s, id, 'payment', part, %(day)s FROM parts
"""


def main():
    owner = ground.shop()
    with owner.scope():
        party = a_party()
        invoice = an_invoice(owner.user, party, on=DAY)
        copy(invoice, INVOICES - 1)
        amount = invoice.total * INVOICES - 1
        first = record_payment(party, amount=1, method="cash", received_on=DAY, by=owner.user)
        reverse_payment(first, kind="mistake", reason="warm", on=DAY, by=owner.user)
    work = Work(owner, party, amount, first)
    ours, floor = ground.both(work.service, work.bare, rounds=ROUNDS, warm=1, before=work.clear)
    return ground.report(f"one payment over {INVOICES:,} invoices", ours, floor, GOAL)


def copy(invoice, times):
    names = [field.column for field in Invoice._meta.concrete_fields]
    values = ", ".join(OWN.get(name, name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(COPIES.format(columns=", ".join(names), values=values), [times, invoice.pk])
        cursor.execute("ANALYZE invoicing_invoice")


class Work:
    """The same result twice; each round starts from unpaid invoices."""

    def __init__(self, owner, party, amount, payment):
        self.owner, self.party, self.amount, self.payment = owner, party, amount, payment

    def service(self):
        with self.owner.scope():
            record_payment(self.party, amount=self.amount, method="cash", received_on=DAY, by=self.owner.user)

    def bare(self):
        values = {
            "shop": self.owner.business.pk,
            "party": self.party.pk,
            "amount": Decimal(self.amount),
            "payment": self.payment.pk,
            "day": DAY,
        }
        with self.owner.scope(), connection.cursor() as cursor:
            cursor.execute(BARE, values)

    def clear(self):
        with self.owner.scope(), connection.cursor() as cursor:
            assert Allocation.objects.count() in (0, INVOICES)
            cursor.execute("DELETE FROM invoicing_allocation")
            cursor.execute("UPDATE invoicing_invoice SET paid = 0 WHERE paid > 0")


if __name__ == "__main__":
    raise SystemExit(not main())
