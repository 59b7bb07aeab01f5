"""Messages: what was to be told, by whose hand, what came of it, and what goes out later."""

from notifications.models.hands import ProviderAccount, ProviderGate
from notifications.models.messages import Notification, OutboxMessage
from notifications.models.reminders import Preference, ReminderRules, ReminderSent
from notifications.models.reports import DeliveryEvent, InboundEvent
from notifications.models.schedules import ScheduledSend

__all__ = [
    "DeliveryEvent",
    "InboundEvent",
    "Notification",
    "OutboxMessage",
    "Preference",
    "ProviderAccount",
    "ProviderGate",
    "ReminderRules",
    "ReminderSent",
    "ScheduledSend",
]
