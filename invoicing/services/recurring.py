"""Plans: begun, changed, paused, and run when their day has come."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from invoicing.lines import clean_lines
from invoicing.models import PlanPeriod, RecurringPlan
from invoicing.recurrence import EVERY, dates
from invoicing.services.drafts import start_draft
from invoicing.services.invoices import accept_draft
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business

Status, State = RecurringPlan.Status, PlanPeriod.State
# Found late by more than this (a server that was down, a plan that was paused), the owner decides.
LATE_DAYS = 2
CONTENT = ("name", "lines", "discount", "tax_inclusive", "notes", "ends_on", "max_count")


def start_plan(party, *, every, starts_on, by, at=None, **content):
    """Bill `party` from `starts_on` on, `every` (weekly, monthly, quarterly, yearly); `content`: CONTENT."""
    at = at or timezone.now()
    if every not in EVERY:
        raise _refused("every", _("Choose weekly, monthly, quarterly or yearly."))
    if starts_on < today(Business.objects.get(pk=party.business_id), now=at):
        raise _refused("starts_on", _("Choose today or a later day."))
    plan = RecurringPlan(party=party, every=every, anchor_on=starts_on, created_at=at)
    plan.created_by_id = getattr(by, "pk", None)
    with transaction.atomic():
        _write(plan, content)
        record("plan.started", plan, by=by, at=at, party=party)
    return plan


def change_plan(plan, *, by, at=None, **content):
    """Change what the coming invoices say, or when the plan ends; issued ones stay."""
    with transaction.atomic():
        plan = _locked(plan)
        _write(plan, content)
        record("plan.changed", plan, by=by, at=at, party=plan.party, fields=sorted(content))
    return plan


def set_status(plan, status, *, by, at=None):
    """Pause, go on with, or end a plan. Periods that fell into a pause wait for the owner's choice."""
    with transaction.atomic():
        plan = _locked(plan)
        if plan.status == Status.ENDED:
            raise DomainError("This plan is over. Start a new one.", code="plan_over", status=409)
        plan.status = Status(status)
        plan.save(update_fields=["status"])
        record(
            f"plan.{'resumed' if status == Status.ACTIVE else status}", plan, by=by, at=at, party=plan.party
        )
    return plan


def skip_next(plan, *, by, at=None):
    """Leave out the period to come."""
    at = at or timezone.now()
    with transaction.atomic():
        plan = _locked(plan)
        if plan.status == Status.ENDED or plan.next_on is None:
            raise DomainError("This plan has no invoice to come.", code="plan_over", status=409)
        _close(plan, plan.next_index, plan.next_on, at, state=State.SKIPPED)
        _advance(plan, plan.next_index + 1)
        record("plan.skipped", plan, by=by, at=at, party=plan.party)
    return plan


def run_plan(plan, *, at=None):
    """Issue what is due on the shop's day; what is found too late waits for the owner. Returns the periods.

    A period that a rule refuses (a suspended customer, a missing rate) is kept as failed with the reason.
    """
    at = at or timezone.now()
    done = []
    with transaction.atomic():
        plan = _locked(plan)
        day = today(Business.objects.get(pk=plan.business_id), now=at)
        if plan.status != Status.ACTIVE:
            return done
        for index, on in _to_come(plan):
            if on > day:
                break
            late = (day - on).days > LATE_DAYS
            done.append(_missed(plan, index, on, at) if late else _issue(plan, index, on, at))
            _advance(plan, index + 1)
    return done


def decide_period(period, *, bill, by, at=None):
    """The owner's choice for a missed or failed period: bill it now, or leave it out."""
    at = at or timezone.now()
    with transaction.atomic():
        plan = _locked(period.plan)
        period = PlanPeriod.objects.select_for_update().get(pk=period.pk)
        if period.state not in (State.MISSED, State.FAILED):
            raise DomainError("This period is decided already.", code="decided", status=409)
        period.invoice = _bill(plan, period.on, by, at) if bill else None
        period.state, period.reason = State.ISSUED if bill else State.SKIPPED, ""
        period.save(update_fields=["invoice", "state", "reason"])
    return period


def _issue(plan, index, on, at):
    try:
        with transaction.atomic():
            invoice = _bill(plan, on, "plan", at)
    except DomainError as error:
        record("plan.failed", plan, at=at, party=plan.party, on=on, reason=error.code)
        return _close(plan, index, on, at, state=State.FAILED, reason=error.message[:300])
    return _close(plan, index, on, at, state=State.ISSUED, invoice=invoice)


def _missed(plan, index, on, at):
    record("plan.missed", plan, at=at, party=plan.party, on=on)
    return _close(plan, index, on, at, state=State.MISSED)


def _bill(plan, on, by, at):
    lines = [line | {"description": _named(line["description"], on)} for line in plan.lines]
    content = {"discount": plan.discount, "tax_inclusive": plan.tax_inclusive, "notes": plan.notes}
    return accept_draft(start_draft(plan.party, lines=lines, by=by, at=at, **content), by=by, at=at)


def _named(description, on):
    return description.replace("{month}", f"{on:%B}").replace("{year}", f"{on:%Y}")


def _close(plan, index, on, at, **outcome):
    return PlanPeriod.objects.create(plan=plan, index=index, on=on, at=at, **outcome)


def _to_come(plan):
    limits = {"ends_on": plan.ends_on, "max_count": plan.max_count}
    return dates(plan.anchor_on, plan.every, start=plan.next_index, **limits)


def _advance(plan, index):
    plan.next_index = index
    _index, plan.next_on = next(_to_come(plan), (None, None))
    if plan.next_on is None:
        plan.status = Status.ENDED
    plan.save(update_fields=["next_index", "next_on", "status"])


def _write(plan, content):
    unknown = set(content) - set(CONTENT)
    if unknown:
        raise TypeError(f"unknown content of a plan: {sorted(unknown)}")
    for field, value in content.items():
        setattr(plan, field, clean_lines(value) if field == "lines" else value)
    if not plan.lines or any(line["rate"] is None for line in plan.lines):
        raise _refused("lines", _("Add at least one line, each with a rate."))
    plan.name = plan.name.strip() or plan.lines[0]["description"][:120]
    _index, plan.next_on = next(_to_come(plan), (None, None))
    if plan.next_on is None:
        raise _refused("ends_on", _("The plan would end before its next invoice. Choose a later end."))
    plan.save()


def _locked(plan):
    return RecurringPlan.objects.select_for_update(of=("self",)).select_related("party").get(pk=plan.pk)


def _refused(field, text):
    return DomainError(text, code=f"bad_{field}", fields={field: text})
