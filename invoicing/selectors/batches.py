"""Batches, what their rows come to, and how far a running one is."""

from collections import Counter
from decimal import Decimal

from django.db import connection
from django.db.models import Count

from invoicing.models import Batch, BatchRow, Draft
from invoicing.selectors.drafts import draft_totals
from smartkhata.core.errors import not_found


def batches():
    """The shop's batches, newest first, with the number of rows."""
    return Batch.objects.annotate(row_count=Count("rows")).order_by("-created_at")


def find_batch(pk):
    batch = Batch.objects.filter(pk=pk).first()
    if batch is None:
        raise not_found("This batch was not found.")
    return batch


def rows_of(batch, *, state=""):
    """By the parties' names; only those in `state`, if one is named."""
    rows = batch.rows.select_related("batch", "party", "invoice").order_by("party__name", "pk")
    return rows.filter(state=state) if state in BatchRow.State.values else rows


def lines_of(row):
    """The lines of one party's bill: the batch's, the first with the row's own quantity and rate."""
    own = {"quantity": row.quantity, "rate": row.rate}
    first, *rest = row.batch.lines
    return [first | {key: str(value) for key, value in own.items() if value is not None}, *rest]


def dry_run(rows, business):
    """(rows with `.total`, None where a rate is missing; the sum of those that will be billed)."""
    whole = Decimal("0.00")
    for row in rows:
        draft = Draft(business=business, party=row.party, lines=lines_of(row))
        totals = draft_totals(draft, business)
        row.total = totals.total if totals else None
        if row.total and row.state == BatchRow.State.WAITING:
            whole += row.total
    return rows, whole


def progress(batch):
    """{"waiting", "excluded", "issued", "failed", "all"}: how many rows are in each state."""
    return progress_of_many([batch])[batch.pk]


def progress_of_many(batches):
    """{batch id: progress} of several batches."""
    counted = {batch.pk: Counter() for batch in batches}
    rows = BatchRow.objects.filter(batch__in=counted).values_list("batch_id", "state")
    for batch_id, state, count in rows.annotate(Count("pk")):
        counted[batch_id][state] = count
    return {
        pk: {state: of[state] for state in BatchRow.State.values} | {"all": of.total()}
        for pk, of in counted.items()
    }


def running_batches(limit=50):
    """(business_id, batch_id) of what is not finished anywhere. Needs no scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT business_id, id FROM invoicing_running_batches(%s)", [limit])
        return cursor.fetchall()
