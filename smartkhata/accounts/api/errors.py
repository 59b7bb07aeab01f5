"""Every error of the API as {"error": {"code", "message", "fields"}}."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from smartkhata.core.errors import DomainError

CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    429: "rate_limited",
}


def handle(exc, context):
    """DRF's hook: an exception -> a response; None lets an unknown one through to the 500 page."""
    error = _as_domain_error(exc)
    if error is None:
        return None
    body = {"error": {"code": error.code, "message": error.message, "fields": error.fields}, **error.extra}
    response = Response(body, status=error.status)
    if "retry_after" in error.extra:
        response["Retry-After"] = str(error.extra["retry_after"])
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    response.exception = True
    return response


def _as_domain_error(exc):
    if isinstance(exc, DomainError):
        return exc
    if isinstance(exc, Http404):
        return DomainError("Not found.", code="not_found", status=404)
    if isinstance(exc, PermissionDenied):
        return DomainError("Not allowed.", code="forbidden", status=403)
    if isinstance(exc, exceptions.ValidationError):
        fields = dict(_flat(exc.detail))
        return DomainError("Some values are not right.", code="invalid", fields=fields)
    if isinstance(exc, exceptions.APIException):
        code = CODES.get(exc.status_code, str(exc.default_code))
        return DomainError(str(exc.detail), code=code, status=exc.status_code)
    return None


def _flat(detail, path=""):
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(detail, list) and any(isinstance(value, (dict, list)) for value in detail):
        for number, value in enumerate(detail):
            yield from _flat(value, f"{path}.{number}")
    else:
        yield (
            path or "body",
            " ".join(str(value) for value in (detail if isinstance(detail, list) else [detail])),
        )
