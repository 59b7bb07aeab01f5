"""Sending, and what became of it."""

from notifications.api.history import CustomerNotifications, DeliveryReport, DeliveryStatus
from notifications.api.schedules import ScheduledSendCancelling, ScheduledSends
from notifications.api.sending import (
    Resending,
    SendCreditNote,
    SendDraft,
    SendInvoice,
    SendQuote,
    SendToCustomer,
)

__all__ = [
    "CustomerNotifications",
    "DeliveryReport",
    "DeliveryStatus",
    "Resending",
    "ScheduledSendCancelling",
    "ScheduledSends",
    "SendCreditNote",
    "SendDraft",
    "SendInvoice",
    "SendQuote",
    "SendToCustomer",
]
