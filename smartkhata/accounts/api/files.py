"""How the OpenAPI document tells of a list that comes as a file."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

FORMAT = OpenApiParameter("format", enum=["csv", "xlsx"], default="csv")
FILE = {
    (200, "text/csv"): OpenApiTypes.BINARY,
    (200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"): OpenApiTypes.BINARY,
}
