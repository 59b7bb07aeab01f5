"""What goes out later, and taking it back."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from notifications import schemas, selectors
from notifications.answers import scheduled_entry
from notifications.services.schedules import cancel_scheduled
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page


class ScheduledSends(BusinessApi):
    """What will go out, the next one first."""

    permissions = {"GET": "invoices.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("state", description="waiting (default), sent, cancelled, missed, failed, all"),
            *PAGE_PARAMETERS,
        ],
        responses=schemas.ScheduledListOut,
    )
    def get(self, request):
        rows = selectors.scheduled(state=request.query_params.get("state", "") or "waiting")
        listed = page(request, rows, name="scheduled", show=lambda row: row)
        entries = [scheduled_entry(row) for row in selectors.with_documents(listed["scheduled"])]
        return Response(listed | {"scheduled": entries})


class ScheduledSendCancelling(BusinessApi):
    """It does not go out. 409 not_waiting if it went out already."""

    permissions = {"POST": "invoices.send"}

    @extend_schema(request=None, responses=schemas.ScheduledOut)
    def post(self, request, scheduled_id):
        row = cancel_scheduled(selectors.find_scheduled(scheduled_id), by=request.user)
        return Response(scheduled_entry(row))
