"""The only error that people see."""

from django.utils.translation import gettext, gettext_noop

NOT_HERE = gettext_noop("This page was not found.")


class DomainError(Exception):
    """A rule said no. `message` tells a person what to do; `code` tells a program which rule it was.

    `fields` maps a field (``"items.0.rate"``) to its own message; `status` is the HTTP status;
    `extra` is added to the JSON answer beside the error (the current draft, the existing customer).
    Message and fields are msgids: they are said in the reader's language (``launch messages`` finds a message that
    stands here as a literal; any other text is marked where it stands).
    """

    def __init__(self, message, code="invalid", status=400, fields=None, extra=None):
        super().__init__(message)
        self.message = gettext(str(message))
        self.code = code
        self.status = status
        self.fields = {name: _said(value) for name, value in (fields or {}).items()}
        self.extra = extra or {}


def not_found(message=NOT_HERE):
    """Another shop's row and a row that never was answer alike."""
    return DomainError(message, code="not_found", status=404)


def _said(value):
    return gettext(value) if isinstance(value, str) else value
