"""Reading messages: what was told to whom, how far it came, what goes out later."""

from notifications.selectors.messages import (
    answer,
    any_waiting,
    brought_by,
    carrier_of,
    channel_answer,
    delivery_of,
    find_message,
    first_told,
    messages,
)
from notifications.selectors.schedules import find_scheduled, scheduled, with_documents

__all__ = [
    "answer",
    "any_waiting",
    "brought_by",
    "carrier_of",
    "channel_answer",
    "delivery_of",
    "find_message",
    "find_scheduled",
    "first_told",
    "messages",
    "scheduled",
    "with_documents",
]
