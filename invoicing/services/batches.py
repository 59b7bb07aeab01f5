"""Batches: the parties chosen, each bill adjusted, all issued by a job that may stop and go on anywhere."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from invoicing.lines import clean_lines
from invoicing.models import Batch, BatchRow
from invoicing.selectors.batches import lines_of
from invoicing.services.drafts import start_draft
from invoicing.services.invoices import accept_draft
from smartkhata.accounts.models import User
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope

State = BatchRow.State
MAX_ROWS = 5_000
# What one run of the job does before it makes room for other work.
CHUNK = 100
RESTS = {
    "inactive": gettext_noop("%(name)s is inactive."),
    "suspended": gettext_noop("%(name)s is suspended."),
}


def start_batch(parties, *, name, lines, by, notes="", due_on=None, at=None):
    """An open batch for `parties` (a queryset). Who is not active stands in it as excluded, with the reason."""
    at = at or timezone.now()
    lines = clean_lines(lines)
    if not lines:
        raise DomainError(_("Add at least one line."), code="no_lines", fields={"lines": _("Add a line.")})
    parties = list(parties[: MAX_ROWS + 1])
    if not parties or len(parties) > MAX_ROWS:
        text = _("Choose between 1 and %(n)s customers.") % {"n": format(MAX_ROWS, ",")}
        raise DomainError(text, code="bad_parties", fields={"parties": text})
    with transaction.atomic():
        name = name.strip() or lines[0]["description"][:120]
        batch = Batch.objects.create(name=name, lines=lines, notes=notes, due_on=due_on, created_at=at)
        BatchRow.objects.bulk_create([_row(batch, party) for party in parties])
        record("batch.started", batch, by=by, at=at, rows=len(parties))
    return batch


def change_rows(batch, changes, *, by):
    """`changes`: {row id: {"quantity", "rate", "is_excluded"}}; empty quantity or rate means that of the batch."""
    with transaction.atomic():
        batch = _open(batch)
        rows = {str(row.pk): row for row in batch.rows.select_for_update().filter(pk__in=changes)}
        problems = {}
        for pk, row in rows.items():
            try:
                _change(row, changes[pk], batch)
            except DomainError as error:
                problems[pk] = next(iter(error.fields.values()), error.message)
        if problems:
            raise DomainError("Some rows need another look.", code="bad_rows", fields=problems)
        BatchRow.objects.bulk_update(rows.values(), ["quantity", "rate", "state", "reason"])
    return batch


def begin_batch(batch, *, by, at=None):
    """Issue all waiting rows in the background. 409 when it was begun already."""
    at = at or timezone.now()
    with transaction.atomic():
        batch = _open(batch)
        if any(line["rate"] is None for line in batch.lines) and batch.rows.filter(
            state=State.WAITING, rate=None
        ):
            raise DomainError("Some rows have no rate yet. Enter it or leave them out.", code="needs_rate")
        if not batch.rows.filter(state=State.WAITING).exists():
            raise DomainError("Everybody is left out. Choose somebody to bill.", code="nobody")
        batch.status, batch.begun_at, batch.begun_by_id = Batch.Status.RUNNING, at, getattr(by, "pk", None)
        batch.save()
        record("batch.begun", batch, by=by, at=at)
    return batch


def retry_batch(batch, *, by, at=None):
    """Bill the rows that failed once more, in the background; those that are billed stay as they are.

    409 while the batch is not finished, or when nothing failed.
    """
    at = at or timezone.now()
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.status != Batch.Status.DONE:
            text = _("This batch is not finished yet. Wait until it is, then try again.")
            raise DomainError(text, code="batch_not_done", status=409)
        if not batch.rows.filter(state=State.FAILED).update(state=State.WAITING, reason=""):
            raise DomainError("Nothing failed in this batch.", code="nothing_failed", status=409)
        # What is billed now was not sent with the others.
        batch.status, batch.begun_at, batch.sent_at = Batch.Status.RUNNING, at, None
        batch.begun_by_id = getattr(by, "pk", None)
        batch.save(update_fields=["status", "begun_at", "begun_by_id", "sent_at"])
        record("batch.begun", batch, by=by, at=at)
    return batch


def run_batch(business_id, batch_id, *, at=None, limit=CHUNK):
    """Issue up to `limit` rows, each in a scope of its own; True while rows are left. Call outside any scope.

    Killed anywhere, the next run goes on: a row and its invoice are written together. Two runs at once share the
    rows (SKIP LOCKED).
    """
    at, by = at or timezone.now(), None
    for _turn in range(limit):
        with business_scope(business_id):
            row = _next(batch_id)
            if row is None:
                return _finish(batch_id, at)
            by = by or User.objects.filter(pk=row.batch.begun_by_id).first() or "batch"
            # A row keeps why it failed in the language of whoever began the batch.
            with override(getattr(by, "language", "en")):
                _issue(row, by, at)
    return True


def send_batch(batch, *, by, at=None):
    """Ask for all invoices of a finished batch to be sent that were not yet; 409 when all were, or while it runs."""
    at = at or timezone.now()
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.status != Batch.Status.DONE or batch.sent_at:
            text = _("This batch is not finished yet, or its invoices were sent already.")
            raise DomainError(text, code="not_to_send", status=409)
        batch.sent_at = at
        batch.save(update_fields=["sent_at"])
        record("batch.to_send", batch, by=by, at=at)
        for invoice in issued_invoices(batch):
            if invoice.first_sent_at is None:
                record("invoice.to_send", invoice, by=by, at=at, party=invoice.party)
    return batch


def issued_invoices(batch):
    """The batch's invoices, for sending and for the page."""
    return [row.invoice for row in batch.rows.filter(state=State.ISSUED).select_related("invoice__party")]


def bill_once(ours, theirs):
    """Two rows of a batch turned out to be one customer's: the other one is left out while it waits."""
    if ours and theirs.state in (State.WAITING, State.FAILED):
        theirs.state, theirs.reason = (
            State.EXCLUDED,
            gettext_noop("This customer stands in the batch under another name."),
        )


def _row(batch, party):
    active = party.status == "active"
    state = State.WAITING if active else State.EXCLUDED
    reason = "" if active else _(RESTS[party.status]) % {"name": party.name}
    return BatchRow(batch=batch, party=party, state=state, reason=reason)


def _change(row, change, batch):
    if row.state not in (State.WAITING, State.EXCLUDED):
        return
    first = batch.lines[0] | {key: change[key] for key in ("quantity", "rate") if change.get(key)}
    [checked] = clean_lines([first])
    row.quantity = checked["quantity"] if change.get("quantity") else None
    row.rate = checked["rate"] if change.get("rate") else None
    row.state = State.EXCLUDED if change.get("is_excluded") else State.WAITING
    row.reason = gettext_noop("Left out by hand.") if change.get("is_excluded") else ""


def _next(batch_id):
    rows = BatchRow.objects.select_for_update(of=("self",), skip_locked=True).select_related("batch", "party")
    return rows.filter(batch_id=batch_id, batch__status=Batch.Status.RUNNING, state=State.WAITING).first()


def _issue(row, by, at):
    try:
        with transaction.atomic():
            content = {"notes": row.batch.notes, "due_on": row.batch.due_on}
            draft = start_draft(row.party, lines=lines_of(row), by=by, at=at, **content)
            row.invoice, row.state = accept_draft(draft, by=by, at=at), State.ISSUED
    except DomainError as error:
        row.invoice, row.state, row.reason = None, State.FAILED, error.message[:300]
    row.save(update_fields=["invoice", "state", "reason"])


def _finish(batch_id, at):
    """False, and the batch done, once no row waits (not even one that another run holds)."""
    running = Batch.objects.select_for_update().filter(pk=batch_id, status=Batch.Status.RUNNING).first()
    if running and not running.rows.filter(state=State.WAITING).exists():
        running.status = Batch.Status.DONE
        running.save(update_fields=["status"])
        record("batch.done", running, at=at)
    return False


def _open(batch):
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.status != Batch.Status.OPEN:
        raise DomainError("This batch was begun already.", code="batch_begun", status=409)
    return batch
