"""What the owner types about messages."""

from notifications.forms.notices import NoticeWishesForm, PeriodForm
from notifications.forms.reminders import ReminderForm
from notifications.forms.sending import PaperSendForm, SendForm

__all__ = ["NoticeWishesForm", "PaperSendForm", "PeriodForm", "ReminderForm", "SendForm"]
