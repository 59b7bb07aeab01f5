"""Lists as the documents want them: {<name>: [...], total, limit, skip}."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError

DEFAULT_LIMIT, MAX_LIMIT = 50, 200
PAGE_PARAMETERS = [
    OpenApiParameter(
        "limit",
        int,
        default=DEFAULT_LIMIT,
        description=f"How many rows; more than {MAX_LIMIT} is {MAX_LIMIT}.",
    ),
    OpenApiParameter("skip", int, default=0, description="How many rows to leave out before them."),
]


def page(request, rows, *, name, show, **more):
    """One page of `rows` (a queryset or list) under the key `name`, each row through `show`.

    A limit above 200 is clamped; negative or unreadable values are a 400.
    """
    limit = min(_whole(request, "limit", DEFAULT_LIMIT), MAX_LIMIT)
    skip = _whole(request, "skip", 0)
    total = len(rows) if isinstance(rows, list) else rows.count()
    return {
        name: [show(row) for row in rows[skip : skip + limit]],
        "total": total,
        "limit": limit,
        "skip": skip,
        **more,
    }


def _whole(request, name, default):
    text = request.query_params.get(name, "")
    if text == "":
        return default
    if not text.isdecimal() or len(text) > 9:
        raise ValidationError({name: _("Give a whole number, 0 or more.")})
    return int(text)
