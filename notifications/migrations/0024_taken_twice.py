from django.db import migrations

from smartkhata.core import rls


class Migration(migrations.Migration):
    """What providers reported belongs to no shop and the app can't read it: the check asks by a function."""

    dependencies = [("notifications", "0023_readers")]

    operations = [
        rls.definer_function(
            "notifications_taken_twice(since timestamptz)",
            returns="TABLE (notification_id uuid)",
            body="""
            SELECT e.notification_id FROM notifications_inboundevent e
            JOIN notifications_notification n ON n.id = e.notification_id AND NOT n.possible_duplicate
            WHERE e.received_at >= since AND e.settled = 'applied' AND e.reference <> ''
            GROUP BY e.notification_id HAVING count(DISTINCT e.reference) > 1
            """,
        ),
    ]
