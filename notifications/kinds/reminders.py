"""What is still open: before the day, on it, and after it."""

from datetime import timedelta
from decimal import Decimal

from notifications.kinds.base import Kind, day, is_owed, named, one_line
from notifications.models import ReminderSent
from smartkhata.core import money
from smartkhata.core.clock import today
from smartkhata.core.events import subject_of

FIRST_NAME = 12


class PaymentReminder(Kind):
    """The open invoices of one customer in one message, with what is left of them. Never sent twice in doubt."""

    name = "payment_reminder"
    priority = 7
    life = timedelta(hours=6)
    may_repeat = False
    asks = sums_up = has_hours = True

    def __init__(self, invoices, *, tone, occurrence):
        self.invoices = invoices
        self.invoice = invoices[0]
        self.party = self.invoice.party
        # Each where its own message went: to the address that was corrected on it, else to the customer's.
        emails = (
            [row.email or self.party.email for row in invoices] if any(row.email for row in invoices) else []
        )
        self.recipients = {"email": list(dict.fromkeys(filter(None, emails)))} if emails else None
        self.template = "urgent" if tone == "urgent" else "default"
        self.link_subject = subject_of(self.invoice)
        self.occurrence = f"{self.invoice.pk}:{occurrence}"

    @classmethod
    def again(cls, row):
        tone = "urgent" if row.template == "urgent" else "friendly"
        return cls(_left_of(row) or [row.invoice], tone=tone, occurrence=str(row.pk))

    def is_current(self):
        return any(is_owed(invoice) for invoice in self.invoices)

    def facts(self, business):
        left = sum((invoice.balance_due for invoice in self.invoices), Decimal("0.00"))
        late = (today(business) - self.invoice.due_on).days
        name = one_line(self.party.name)
        return {
            "name": name,
            "first": name.split()[0][:FIRST_NAME],
            "inv": named([invoice.number for invoice in self.invoices]),
            "amt": money.group(left, business.currency, trim=True),
            "amount": money.show(left, business.currency),
            "due": day(self.invoice.due_on),
            "days": max(late, 0),
            "acc": self.invoice.pay_code,
            "invoices": [
                f"{invoice.number}: {money.show(invoice.balance_due, business.currency)}, {day(invoice.due_on)}"
                for invoice in self.invoices
            ],
        }


class Overdue(PaymentReminder):
    name = "overdue"


def _left_of(row):
    """The invoices that the reminder named and that are still owed, the oldest due first."""
    while row.replaces_id:
        row = row.replaces
    named = ReminderSent.objects.filter(party=row.party_id, at=row.created_at)
    named = named.select_related("invoice__party").order_by("invoice__due_on", "invoice__number")
    return [sent.invoice for sent in named if is_owed(sent.invoice)]


def reminder(invoices, *, tone, occurrence):
    """The message for `invoices` (of one party, the oldest due first) in a tone of reminders.tone_of."""
    kind = Overdue if tone == "overdue" else PaymentReminder
    return kind(invoices, tone=tone, occurrence=occurrence)
