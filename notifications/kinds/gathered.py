"""What came together for a customer who wants one message a day or a week."""

from decimal import Decimal

from notifications.kinds.base import Kind, day, is_owed, one_line
from smartkhata.core import money
from smartkhata.core.events import subject_of


class Gathered(Kind):
    """The bills of a customer since the last message, with what is left of them."""

    name = "gathered"
    priority = 6
    has_hours = True

    def __init__(self, party, invoices, *, day):
        self.party, self.invoices = party, invoices
        self.link_subject = subject_of(party)
        self.occurrence = f"{party.pk}:{day}"

    @classmethod
    def again(cls, row):
        held = row.gathered.select_related("invoice").order_by("created_at")
        invoices = {copy.invoice_id: copy.invoice for copy in held if copy.invoice and is_owed(copy.invoice)}
        return cls(row.party, list(invoices.values()), day=row.created_at.date())

    def is_current(self):
        return bool(self.invoices)

    def facts(self, business):
        left = sum((invoice.balance_due for invoice in self.invoices), Decimal("0.00"))
        return {
            "name": one_line(self.party.name),
            "n": len(self.invoices),
            "amt": money.group(left, business.currency, trim=True),
            "amount": money.show(left, business.currency),
            "invoices": [
                f"{row.number}: {money.show(row.balance_due, business.currency)}, {day(row.due_on)}"
                for row in self.invoices
            ],
        }
