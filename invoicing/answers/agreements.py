"""Promises and disputes as the API shows them."""


def promise(row):
    return {
        "promise_id": row.pk,
        "promised_on": row.promised_on,
        "note": row.note,
        "made_at": row.made_at,
    }


def dispute(row):
    return {
        "dispute_id": row.pk,
        "reason": row.reason,
        "status": "settled" if row.closed_at else "open",
        "opened_at": row.opened_at,
        "settled_at": row.closed_at,
        "outcome": row.outcome or None,
    }
