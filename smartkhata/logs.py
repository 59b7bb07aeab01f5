"""Logs on standard output, one JSON object a line: what happened to which row, and never whose it is.

Of an error its place and its words are told and no variable: a message on its way holds a number, a code and a link in
clear. What PostgreSQL quotes of a refused row (DETAIL) is left out too.
"""

import sys
import traceback

import structlog


def logging(level):
    """Django's LOGGING with everything from `level` on; structlog writes the same."""
    begin = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    end = [told_without_values, structlog.processors.JSONRenderer(default=str)]
    structlog.configure(processors=[*begin, *end])
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": begin,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stdout"], "level": level},
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
