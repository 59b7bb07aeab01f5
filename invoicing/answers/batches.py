"""Batches and recurring plans as the API shows them."""

from django.utils.translation import gettext

from invoicing.answers.documents import plain
from invoicing.selectors.recurring import coming


def batch(row, progress):
    return {
        "batch_id": row.pk,
        "name": row.name,
        "status": row.status,
        "items": row.lines,
        "notes": row.notes,
        "due_date": row.due_on,
        "created_at": row.created_at,
        "begun_at": row.begun_at,
        "sent_at": row.sent_at,
        "progress": progress,
    }


def batch_row(row):
    """A customer of a batch; `total` is what the dry run says."""
    return {
        "row_id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.party.name,
        "quantity": None if row.quantity is None else plain(row.quantity),
        "rate": row.rate,
        "status": row.state,
        "reason": gettext(row.reason) if row.reason else None,
        "invoice_id": row.invoice.number if row.invoice else None,
        "total": row.total,
    }


def plan(row):
    return {
        "plan_id": row.pk,
        "customer_id": row.party.number,
        "customer_name": row.party.name,
        "name": row.name,
        "every": row.every,
        "status": row.status,
        "items": row.lines,
        "discount": row.discount,
        "tax_inclusive": row.tax_inclusive,
        "notes": row.notes,
        "starts_on": row.anchor_on,
        "ends_on": row.ends_on,
        "max_count": row.max_count,
        "next_on": row.next_on,
        "coming": coming(row),
    }


def period(row):
    return {
        "period_id": row.pk,
        "date": row.on,
        "status": row.state,
        "invoice_id": row.invoice.number if row.invoice else None,
        "reason": gettext(row.reason) if row.reason else None,
    }
