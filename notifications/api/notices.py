"""The bell, for the mobile app."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from notifications import schemas
from notifications.models import Notice
from notifications.selectors.notices import notices, shown, unread
from notifications.services.notices import read
from smartkhata.accounts.api.base import BusinessApi
from smartkhata.accounts.api.paging import PAGE_PARAMETERS, page
from smartkhata.accounts.api.schema import read as checked


class Notices(BusinessApi):
    """What the member was told, newest first, and how much of it is unread."""

    permissions = {"GET": "shop.view"}

    @extend_schema(
        parameters=[
            OpenApiParameter("unread", bool, description="1: only what is not read"),
            *PAGE_PARAMETERS,
        ],
        responses=schemas.NoticeListOut,
    )
    def get(self, request):
        rows = notices(request.user, unread=request.query_params.get("unread", "") in ("1", "true"))
        listed = page(request, rows, name="notices", show=lambda row: row, unread=unread(request.user))
        entries = shown(listed["notices"], self.business)
        return Response(listed | {"notices": [_entry(entry) for entry in entries]})


class NoticesReading(BusinessApi):
    """These notices are read; all of them without ``ids``."""

    permissions = {"POST": "shop.view"}

    @extend_schema(request=schemas.ReadingIn, responses=schemas.ReadingOut)
    def post(self, request):
        ids = checked(schemas.ReadingIn, request.data)["ids"]
        rows = Notice.objects.filter(pk__in=ids) if ids else Notice.objects.all()
        return Response({"read": read(request.user, rows=rows), "unread": unread(request.user)})


def _entry(entry):
    row = entry["notice"]
    return {
        "id": row.pk,
        "topic": row.topic,
        "fact": row.event.name,
        "text": entry["words"],
        "url": entry["url"],
        "at": row.at,
        "read_at": row.read_at,
    }
