"""Settling invoices set by set in the database: a payment over ten thousand invoices is one statement.

The order is allocation.py's, and a test holds the two equal. Who calls holds the party's row lock; every change
of what is paid of an invoice is made under it.
"""

from decimal import Decimal

from django.db import connection

from customers.models import Party
from invoicing.models import Allocation, Invoice, Payment
from invoicing.selectors.credits import khata_due
from smartkhata.core.tenancy import current_business_id

ZERO = Decimal("0.00")


def lock_party(party_id):
    """The party under its row lock."""
    return (
        Party.objects.select_for_update(no_key=True, of=("self",)).select_related("business").get(pk=party_id)
    )


def settle(source, amount, *, kind, on, only=None):
    """Let `amount` of a payment or credit note settle the party's open invoices, oldest due first.

    `only` names the one invoice that may take it. Returns what they took.
    """
    if amount <= ZERO:
        return ZERO
    by_payment = isinstance(source, Payment)
    values = {
        "business": current_business_id(),
        "party": source.party_id,
        "amount": amount,
        "kind": kind,
        "on": on,
        "payment": source.pk if by_payment else None,
        "note": None if by_payment else source.pk,
        "only": only,
    }
    twin = _TWIN_OF_PAYMENT if by_payment else _TWIN_OF_NOTE
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE + twin, values)
        return cursor.fetchone()[0]


def settle_khata(source, amount, *, on):
    """Let `amount` settle what the party owes outside invoices; returns what that took."""
    part = min(amount, max(khata_due(source.party), ZERO)) if amount > ZERO else ZERO
    if part:
        kind = _kind(source)
        row, created = Allocation.objects.get_or_create(
            **{kind: source}, invoice=None, kind=kind, defaults={"amount": part, "on": on}
        )
        if not created:
            Allocation.objects.filter(pk=row.pk).update(amount=row.amount + part)
    return part


def release(source, *, withheld=True):
    """Take back what `source` settled (without `withheld`: only its money): the invoices are open again.

    Returns [(invoice number or "khata", amount)] for the event that tells of it.
    """
    kinds = [_kind(source), *(["withheld"] if withheld else [])]
    rows = Allocation.objects.filter(**{_kind(source): source}, kind__in=kinds)
    taken = [(number or "khata", amount) for number, amount in rows.values_list("invoice__number", "amount")]
    with connection.cursor() as cursor:
        cursor.execute(
            _RELEASE.format(column=f"{_kind(source)}_id"), [current_business_id(), source.pk, kinds]
        )
    return taken


def _kind(source):
    return "payment" if isinstance(source, Payment) else "credit_note"


_INVOICE, _ALLOCATION = Invoice._meta.db_table, Allocation._meta.db_table
_SETTLE = f"""
WITH open AS (
    SELECT id, issued_on, total - paid AS due, sum(total - paid) OVER (
        ORDER BY due_on, issued_on, number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS upto
    FROM {_INVOICE}
    WHERE business_id = %(business)s AND party_id = %(party)s AND status = 'open' AND paid < total
    AND (%(only)s::uuid IS NULL OR id = %(only)s)
), parts AS (
    SELECT id, issued_on, least(due, %(amount)s - (upto - due)) AS part FROM open WHERE upto - due < %(amount)s
), raised AS (
    UPDATE {_INVOICE} AS invoice SET paid = paid + part,
        credited = credited + CASE WHEN %(kind)s = 'payment' THEN 0 ELSE part END
    FROM parts WHERE invoice.business_id = %(business)s AND invoice.id = parts.id
), kept AS (
    INSERT INTO {_ALLOCATION} AS old
        (id, business_id, payment_id, credit_note_id, invoice_id, kind, amount, "on")
    SELECT gen_random_uuid(), %(business)s, %(payment)s, %(note)s, id, %(kind)s, part,
        greatest(issued_on, %(on)s)
    FROM parts
    ON CONFLICT """
_TWIN = """ DO UPDATE SET amount = old.amount + excluded.amount
    RETURNING 1
)
SELECT coalesce(sum(part), 0.00) FROM parts
"""
_TWIN_OF_PAYMENT = "(business_id, payment_id, invoice_id, kind) WHERE payment_id IS NOT NULL" + _TWIN
_TWIN_OF_NOTE = "(business_id, credit_note_id, invoice_id) WHERE credit_note_id IS NOT NULL" + _TWIN
_RELEASE = f"""
WITH gone AS (
    DELETE FROM {_ALLOCATION} WHERE business_id = %s AND {{column}} = %s AND kind = ANY(%s)
    RETURNING business_id, invoice_id, amount, kind
), taken AS (
    SELECT business_id, invoice_id, sum(amount) AS part, sum(amount) FILTER (WHERE kind <> 'payment') AS credit
    FROM gone WHERE invoice_id IS NOT NULL GROUP BY business_id, invoice_id
)
UPDATE {_INVOICE} AS invoice
SET paid = paid - part, credited = credited - coalesce(credit, 0),
    status = CASE WHEN status = 'written_off' THEN 'open' ELSE status END
FROM taken WHERE invoice.business_id = taken.business_id AND invoice.id = taken.invoice_id
"""
