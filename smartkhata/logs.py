"""Logs on standard output, one JSON object a line."""


def logging(level):
    """Django's LOGGING with everything from `level` on."""
    formatter = {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processor": "structlog.processors.JSONRenderer",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stdout": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["stdout"], "level": level},
    }
