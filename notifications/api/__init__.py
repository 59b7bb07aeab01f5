"""Sending, and what became of it."""

from notifications.api.history import CustomerNotifications, DeliveryReport, DeliveryStatus
from notifications.api.schedules import ScheduledSendCancelling, ScheduledSends
from notifications.api.sending import Resending, SendDraft, SendInvoice, SendQuote, SendToCustomer

__all__ = [
    "CustomerNotifications",
    "DeliveryReport",
    "DeliveryStatus",
    "Resending",
    "ScheduledSendCancelling",
    "ScheduledSends",
    "SendDraft",
    "SendInvoice",
    "SendQuote",
    "SendToCustomer",
]
