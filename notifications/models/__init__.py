"""Messages: what was to be told, by whose hand, what came of it, and what goes out later."""

from notifications.models.broadcasts import Broadcast
from notifications.models.hands import ProviderAccount, ProviderGate
from notifications.models.messages import Notification, OutboxMessage
from notifications.models.notices import Digest, Notice, NoticeWishes
from notifications.models.reminders import Preference, ReminderRules, ReminderSent, SilentNumber
from notifications.models.reports import DeliveryEvent, InboundEvent
from notifications.models.schedules import ScheduledSend
from notifications.models.texts import MessageText
from notifications.models.trust import SenderReview, SenderStanding

__all__ = [
    "Broadcast",
    "DeliveryEvent",
    "Digest",
    "InboundEvent",
    "Notice",
    "NoticeWishes",
    "MessageText",
    "Notification",
    "OutboxMessage",
    "Preference",
    "ProviderAccount",
    "ProviderGate",
    "ReminderRules",
    "ReminderSent",
    "ScheduledSend",
    "SenderReview",
    "SenderStanding",
    "SilentNumber",
]
