"""Plans bill on their day, once, and after a stop the owner chooses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from customers.testing import a_party
from invoicing.models import Invoice, PlanPeriod, RecurringPlan
from invoicing.selectors.recurring import coming, due_plans, undecided
from invoicing.services.recurring import decide_period, run_plan, set_status, skip_next, start_plan
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db
LINE = {"description": "Rent {month} {year}", "quantity": "1", "unit": "month", "rate": "20000"}
BEGUN = datetime(2026, 1, 20, 6, tzinfo=UTC)


def at(day, hour=6):
    """A moment of the day in India: 06:00 UTC is half past eleven there."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def plan(asha):
    with asha.scope():
        party = a_party(asha.user)
        return start_plan(
            party,
            name="Rent",
            lines=[LINE],
            every="monthly",
            starts_on=date(2026, 1, 31),
            by=asha.user,
            at=BEGUN,
        )


def run_daily(plan, first, days):
    for n in range(days):
        run_plan(plan, at=at(first + timedelta(days=n)))


def test_a_year_of_daily_runs_bills_each_month_once_on_its_day(asha, plan):
    with asha.scope():
        run_daily(plan, date(2026, 1, 20), 365)
        days = list(Invoice.objects.order_by("issued_on").values_list("issued_on", flat=True))
        texts = [invoice.lines.get().description for invoice in Invoice.objects.order_by("issued_on")[:2]]
    assert [day.isoformat() for day in days[:4]] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
    assert len(days) == 12
    assert texts == ["Rent January 2026", "Rent February 2026"]


def test_running_twice_bills_once(asha, plan):
    with asha.scope():
        run_plan(plan, at=at(date(2026, 1, 31)))
        assert run_plan(plan, at=at(date(2026, 1, 31), 9)) == []
        assert Invoice.objects.count() == 1


def test_the_database_refuses_a_second_row_of_a_period(asha, plan):
    """The lock keeps two workers apart; without it the unique key still would."""
    with asha.scope():
        run_plan(plan, at=at(date(2026, 1, 31)))
        RecurringPlan.objects.update(next_index=0, next_on=date(2026, 1, 31))
        with pytest.raises(IntegrityError), transaction.atomic():
            run_plan(plan, at=at(date(2026, 1, 31)))
        assert Invoice.objects.count() == 1


def test_after_ninety_days_down_every_missed_period_waits_for_the_owner(asha, plan):
    with asha.scope():
        run_plan(plan, at=at(date(2026, 5, 1)))
        waiting = list(undecided())
        assert [period.on.isoformat() for period in waiting] == ["2026-01-31", "2026-02-28", "2026-03-31"]
        assert [invoice.issued_on.isoformat() for invoice in Invoice.objects.all()] == [
            "2026-05-01"
        ]  # 30 April, late
        decide_period(waiting[0], bill=True, by=asha.user, at=at(date(2026, 5, 1)))
        decide_period(waiting[1], bill=False, by=asha.user)
        assert Invoice.objects.count() == 2
        assert [period.on.month for period in undecided()] == [3]
        with pytest.raises(DomainError, match="decided already"):
            decide_period(waiting[0], bill=True, by=asha.user)


def test_the_day_is_the_shops(asha, plan):
    with asha.scope():
        run_plan(plan, at=datetime(2026, 1, 30, 18, 29, tzinfo=UTC))  # 23:59 on the 30th in India
        assert not Invoice.objects.exists()
        run_plan(plan, at=datetime(2026, 1, 30, 18, 31, tzinfo=UTC))  # 00:01 on the 31st
        assert Invoice.objects.get().issued_on == date(2026, 1, 31)


def test_a_refused_bill_is_kept_with_its_reason_and_the_plan_goes_on(asha, plan):
    with asha.scope():
        plan.party.status = "suspended"
        plan.party.save()
        [period] = run_plan(plan, at=at(date(2026, 1, 31)))
        assert (period.state, "suspended" in period.reason) == ("failed", True)
        assert RecurringPlan.objects.get().next_on == date(2026, 2, 28)


def test_a_paused_plan_bills_nothing_and_one_period_can_be_left_out(asha, plan):
    with asha.scope():
        set_status(plan, "paused", by=asha.user)
        assert run_plan(plan, at=at(date(2026, 1, 31))) == []
        set_status(plan, "active", by=asha.user)
        skip_next(plan, by=asha.user)
        plan.refresh_from_db()
        assert [day.isoformat() for day in coming(plan)] == ["2026-02-28", "2026-03-31", "2026-04-30"]
        assert PlanPeriod.objects.get().state == "skipped"


def test_a_count_ends_the_plan(asha):
    with asha.scope():
        plan = start_plan(
            a_party(asha.user), name="", lines=[LINE], every="weekly", starts_on=date(2026, 2, 1), max_count=2,
            by=asha.user, at=BEGUN,
        )  # fmt: skip
        run_daily(plan, date(2026, 2, 1), 30)
        assert Invoice.objects.count() == 2
        assert RecurringPlan.objects.get().status == "ended"


@pytest.mark.parametrize(
    "content,field",
    [
        ({"lines": []}, "lines"),
        ({"lines": [LINE | {"rate": None}]}, "lines"),
        ({"every": "daily"}, "every"),
        ({"starts_on": date(2026, 1, 1)}, "starts_on"),
        ({"ends_on": date(2026, 1, 30)}, "ends_on"),
    ],
)
def test_what_could_never_bill_is_refused_in_words(asha, content, field):
    usual = {"name": "Rent", "lines": [LINE], "every": "monthly", "starts_on": date(2026, 1, 31)}
    with asha.scope(), pytest.raises(DomainError) as refused:
        start_plan(a_party(asha.user), by=asha.user, at=BEGUN, **usual | content)
    assert field in refused.value.fields


def test_due_plans_are_found_across_shops_without_a_scope(asha, charlie, plan):
    with charlie.scope():
        other = start_plan(
            a_party(charlie.user),
            name="",
            lines=[LINE],
            every="weekly",
            starts_on=date(2030, 1, 1),
            by=charlie.user,
        )
    with asha.scope():
        RecurringPlan.objects.update(next_on=date(2026, 1, 31))
    assert [pk for _, pk in due_plans()] == [plan.pk]
    assert other.pk
