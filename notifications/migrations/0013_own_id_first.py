from django.db import migrations

from smartkhata.core import rls

# As before, but an event that names our own id is about that message, whoever shares the provider's reference.
EVENTS = """
UPDATE notifications_inboundevent e SET next_attempt_at = statement_timestamp() + interval '30 seconds'
FROM (
    SELECT d.id, about.business_id, about.id AS found FROM notifications_inboundevent d
    LEFT JOIN LATERAL (
        SELECT n.business_id, n.id FROM notifications_notification n
        WHERE (
                (n.id = d.notification_id AND n.provider = d.provider)
                OR (d.reference <> '' AND n.provider_ref = d.reference AND n.provider = d.provider
                    AND (d.recipient = '' OR ltrim(n.recipient, '+') = ltrim(d.recipient, '+')))
            ) AND (d.account_id IS NULL OR n.business_id = d.account_id)
        ORDER BY (n.id = d.notification_id) IS TRUE DESC, n.created_at DESC LIMIT 1
    ) about ON true
    WHERE d.settled = '' AND d.next_attempt_at <= statement_timestamp()
    ORDER BY d.next_attempt_at LIMIT up_to FOR UPDATE OF d SKIP LOCKED
) due
WHERE e.id = due.id
RETURNING e.id, e.word, e.at, e.detail, e.received_at, e.dedupe_key, due.business_id, due.found
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0012_broadcast")]

    operations = [
        migrations.RunSQL("DROP FUNCTION notifications_events_due(integer)", migrations.RunSQL.noop),
        rls.definer_function(
            "notifications_events_due(up_to integer)",
            returns="TABLE (id uuid, word varchar, at timestamptz, detail jsonb, received_at timestamptz,"
            " dedupe_key varchar, business_id uuid, notification_id uuid)",
            body=EVENTS,
        ),
    ]
