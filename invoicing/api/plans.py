"""/api/plans: invoices that come again."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response

from customers.selectors import find_party
from invoicing import answers, schemas
from invoicing.selectors.recurring import find_period, find_plan, plans
from invoicing.services import recurring
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read

SHOWN = 50


class Plans(BusinessApi):
    permissions = {"GET": "invoices.view", "POST": "invoices.issue"}

    @extend_schema(
        operation_id="plans_list",
        parameters=[OpenApiParameter("customer_id"), *PAGE_PARAMETERS],
        responses=schemas.PlanListOut,
    )
    def get(self, request):
        wanted = request.query_params.get("customer_id")
        rows = plans(party=find_party(wanted) if wanted else None)
        return Response(page(request, rows, name="plans", show=answers.plan))

    @extend_schema(request=schemas.PlanIn, responses={201: schemas.PlanOut})
    def post(self, request):
        asked = {"name": ""} | read(schemas.PlanIn, request.data)
        party = find_party(asked.pop("customer_id"))
        plan = recurring.start_plan(party, lines=asked.pop("items"), by=request.user, **asked)
        return Response(_whole(plan), status=status.HTTP_201_CREATED)


class OnePlan(BusinessApi):
    permissions = {"GET": "invoices.view", "PATCH": "invoices.issue"}

    @extend_schema(responses=schemas.PlanOut)
    def get(self, request, plan_id):
        return Response(_whole(find_plan(plan_id)))

    @extend_schema(request=schemas.PlanChangesIn, responses=schemas.PlanOut)
    def patch(self, request, plan_id):
        """What the coming invoices say, or when they end; issued ones stay."""
        asked = read(schemas.PlanChangesIn, request.data)
        if "items" in asked:
            asked["lines"] = asked.pop("items")
        return Response(_whole(recurring.change_plan(find_plan(plan_id), by=request.user, **asked)))


class Status(BusinessApi):
    """active, paused or ended."""

    permissions = {"PUT": "invoices.issue"}

    @extend_schema(request=schemas.PlanStatusIn, responses=schemas.PlanOut)
    def put(self, request, plan_id):
        wanted = read(schemas.PlanStatusIn, request.data)["status"]
        return Response(_whole(recurring.set_status(find_plan(plan_id), wanted, by=request.user)))


class Skipping(BusinessApi):
    """Leave out the next invoice."""

    permissions = {"POST": "invoices.issue"}

    @extend_schema(request=None, responses=schemas.PlanOut)
    def post(self, request, plan_id):
        return Response(_whole(recurring.skip_next(find_plan(plan_id), by=request.user)))


class Decision(BusinessApi):
    """The owner's choice for a missed or failed period: `bill` it now, or leave it out."""

    permissions = {"PUT": "invoices.issue"}

    @extend_schema(request=schemas.DecisionIn, responses=schemas.PeriodOut)
    def put(self, request, plan_id, period_id):
        asked = read(schemas.DecisionIn, request.data)
        period = find_period(find_plan(plan_id), period_id)
        return Response(answers.period(recurring.decide_period(period, by=request.user, **asked)))


def _whole(plan):
    rows = plan.periods.select_related("invoice")[:SHOWN]
    return answers.plan(plan) | {"periods": [answers.period(row) for row in rows]}
