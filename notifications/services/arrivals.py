"""When the message of an invoice first arrived: from then on its customer may be reminded.

What counts, as far as each way lets us know: a provider's report that it was delivered or opened; the moment when the
owner handed it over by their own WhatsApp; the acceptance of a provider that gives no reports (a mail server). A
provider that gives reports but has said no word about the message for a week gives none here (nobody told it where
to), so its acceptance counts then too: else the shop would never remind anybody. What bounced or failed is not
delivered. A bill that was told together with others arrived with their message.
"""

from datetime import timedelta

from django.db.models import Q

from notifications.models import Notification
from notifications.services.channels import reports

SILENT = timedelta(days=7)
FIELDS = ("pk", "replaces_id", "state", "provider", "sent_at", "delivered_at", "opened_at", "created_at")


def first_arrivals(invoices, *, at):
    """{invoice id: the moment of its first delivery} of those that have one, as known at `at`; two queries."""
    own = Notification.objects.filter(kind="invoice_created", invoice__in=invoices)
    rows = list(own.only("invoice_id", "gathered_in_id", *FIELDS))
    letters = {row.gathered_in_id for row in rows if row.gathered_in_id}
    # The letter of the day, or its copy by another channel after it failed.
    told = {}
    for letter in Notification.objects.filter(Q(pk__in=letters) | Q(replaces__in=letters)).only(*FIELDS):
        told.setdefault(letter.pk if letter.pk in letters else letter.replaces_id, []).append(letter)
    moments = {}
    for row in rows:
        for copy in told.get(row.gathered_in_id, [row]):
            if moment := _arrived(copy, at):
                moments[row.invoice_id] = min(moment, moments.get(row.invoice_id, moment))
    return moments


def _arrived(row, at):
    """The moment, or None."""
    if row.state == "shared":
        return row.created_at
    if row.state in ("delivered", "opened"):
        return row.delivered_at or row.opened_at or row.sent_at
    if row.state != "accepted" or (reports(row.provider) and row.sent_at + SILENT > at):
        return None
    return row.sent_at
