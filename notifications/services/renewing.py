"""The text of a message that still waits, made anew: it tells what is so today."""

from django.db.models import prefetch_related_objects

from notifications.kinds import KINDS, written
from notifications.models import Notification
from notifications.selectors.texts import own_texts


def renew(rows):
    """Write the texts of these rows again, as for a second try. Their customers and invoices are read anew."""
    if not rows:
        return
    prefetch_related_objects(rows, "party", "invoice__party")
    own, business = own_texts(), rows[0].business
    for row in rows:
        kind = KINDS[row.kind].again(row)
        if not kind.is_current():
            continue  # it ends by other rules (settling.py), and its text would tell of nothing
        subject, body, variables = written(
            kind, row.channel, business, language=row.language, recipient=row.recipient, own=own
        )
        changes = {"subject": subject, "body": body, "variables": [list(pair) for pair in variables.items()]}
        if any(getattr(row, name) != value for name, value in changes.items()):
            row.subject, row.body, row.variables = changes.values()
            Notification.objects.filter(pk=row.pk).update(**changes)
