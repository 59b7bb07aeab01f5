"""What the owner types about messages."""

from notifications.forms.notices import NoticeWishesForm, PeriodForm
from notifications.forms.reminders import ReminderForm
from notifications.forms.sending import QuoteSendForm, SendForm

__all__ = ["NoticeWishesForm", "PeriodForm", "QuoteSendForm", "ReminderForm", "SendForm"]
