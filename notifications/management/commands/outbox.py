"""``manage.py outbox --json [--to ADDRESS] [--since ISO]``: what the outbox provider kept, oldest first."""

import json
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifications.models import OutboxMessage

FIELDS = ("channel", "to", "kind", "subject", "body", "links", "code", "attachments")


class Command(BaseCommand):
    help = "Print the messages of the outbox provider, oldest first."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help="as a JSON array")
        parser.add_argument("--to", help="only messages to this phone or e-mail")
        parser.add_argument("--since", help="only messages from this moment on (ISO 8601)")

    def handle(self, *args, as_json=False, to=None, since=None, **options):
        rows = OutboxMessage.objects.order_by("at", "pk")
        if to:
            rows = rows.filter(to=to)
        if since:
            rows = rows.filter(at__gte=self._moment(since))
        messages = [self._message(row) for row in rows]
        if as_json:
            self.stdout.write(json.dumps(messages, ensure_ascii=False, indent=2))
            return
        for message in messages:
            self.stdout.write(
                f"{message['at']}  {message['channel']} to {message['to']}\n{message['body']}\n"
            )

    def _message(self, row):
        return {
            "id": str(row.notification_id),
            "at": row.at.isoformat(),
            **{field: getattr(row, field) for field in FIELDS},
        }

    def _moment(self, text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise CommandError("Give the moment as ISO 8601, like 2026-11-20T10:30:00+05:30.") from None
        return moment if moment.tzinfo else timezone.make_aware(moment)
