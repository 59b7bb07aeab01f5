"""Logs, one JSON object a line: what happened to which row, and never whose it is.

On standard error, because standard output is for what a command was asked. Of an error its place and its words are
told and no variable: a message on its way holds a number, a code and a link in clear. What PostgreSQL quotes of a
refused row (DETAIL) is left out too.
"""

import sys
import traceback

import structlog

ROOMS = ("smartkhata", "customers", "invoicing", "notifications", "portal", "analytics")


def logging(level):
    """Django's LOGGING: our own lines from `level` on, those of libraries from WARNING on at least (at DEBUG: all).

    Leads structlog's lines the same way.
    """
    begin = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *begin,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": begin,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            told_without_values,
            structlog.processors.JSONRenderer(default=str),
        ],
    }
    others = "WARNING" if level == "INFO" else level
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": others},
        "loggers": {room: {"level": level} for room in ROOMS} | {"django": {"level": others}},
    }


def told_without_values(logger, method, event):
    """structlog's processor: ``exc_info`` becomes ``exception``, the traceback as text."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    elif isinstance(error, tuple):
        error = error[1]
    if error is not None and error is not False:
        lines = "".join(traceback.format_exception(error)).splitlines()
        event["exception"] = "\n".join(line for line in lines if not line.startswith("DETAIL:"))
    return event
