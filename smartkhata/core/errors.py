"""The only error that people see."""


class DomainError(Exception):
    """A rule said no. `message` tells a person what to do; `code` tells a program which rule it was.

    `fields` maps a field (``"items.0.rate"``) to its own message; `status` is the HTTP status;
    `extra` is added to the JSON answer beside the error (the current draft, the existing customer).
    """

    def __init__(self, message, code="invalid", status=400, fields=None, extra=None):
        super().__init__(message)
        self.message = str(message)
        self.code = code
        self.status = status
        self.fields = fields or {}
        self.extra = extra or {}


def not_found(what="This page"):
    """Another shop's row and a row that never was answer alike."""
    return DomainError(f"{what} was not found.", code="not_found", status=404)
