"""Rows whose worker died come shop by shop: each shop of a batch costs a transaction, and a batch of them is small.

Of all other rows each shop gets its share, rounded up: a batch that is not full calls no second worker.
"""

from django.db import migrations

from smartkhata.core import rls

CLAIM = """
UPDATE notifications_notification n SET
    state = CASE
        WHEN n.state = 'unknown' OR (n.state = 'submitting' AND n.submitted_at IS NOT NULL) THEN 'unknown'
        ELSE 'submitting' END,
    attempts = n.attempts + (n.state = 'queued')::int,
    crashes = n.crashes + (n.state = 'submitting' AND n.submitted_at IS NULL)::int,
    submitted_at = CASE WHEN n.state = 'queued' THEN NULL ELSE n.submitted_at END,
    lease_token = gen_random_uuid(),
    lease_until = statement_timestamp() + make_interval(secs => lease_seconds)
WHERE n.id IN (
    SELECT chosen.id
    FROM (
        SELECT picked.*, row_number() OVER (ORDER BY picked.crashes, picked.next_attempt_at) AS place
        FROM (
            SELECT shop.business_id,
                CASE WHEN suspects THEN up_to ELSE ceil(up_to::numeric / count(*) OVER ())::int END AS share,
                sum(shop.waiting) OVER (ORDER BY shop.lot, shop.business_id) - shop.waiting AS ahead
            FROM (
                SELECT d.business_id, count(*) AS waiting, random() AS lot FROM notifications_notification d
                WHERE d.state IN ('queued', 'submitting', 'unknown')
                    AND (d.priority = 0) = urgent
                    AND d.next_attempt_at <= statement_timestamp()
                    AND (d.lease_until IS NULL OR d.lease_until < statement_timestamp())
                    AND (d.crashes > 0 OR (d.state = 'submitting' AND d.submitted_at IS NULL)) = suspects
                GROUP BY d.business_id
            ) shop
            ORDER BY shop.lot LIMIT up_to
        ) turn
        CROSS JOIN LATERAL (
            SELECT r.id, r.crashes, r.priority, r.next_attempt_at FROM notifications_notification r
            WHERE r.business_id = turn.business_id
                AND (NOT suspects OR turn.ahead < up_to)
                AND r.state IN ('queued', 'submitting', 'unknown')
                AND (r.priority = 0) = urgent
                AND r.next_attempt_at <= statement_timestamp()
                AND (r.lease_until IS NULL OR r.lease_until < statement_timestamp())
                AND (r.crashes > 0 OR (r.state = 'submitting' AND r.submitted_at IS NULL)) = suspects
            ORDER BY r.priority, r.next_attempt_at LIMIT turn.share FOR UPDATE SKIP LOCKED
        ) picked
    ) chosen
    WHERE NOT suspects OR chosen.crashes = 0 OR chosen.place = 1
    ORDER BY chosen.priority, chosen.next_attempt_at LIMIT up_to
)
RETURNING n.business_id, n.id, n.lease_token, n.state = 'unknown'
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0020_variables_in_order")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION notifications_claim(integer, double precision, boolean, boolean)",
            migrations.RunSQL.noop,
        ),
        rls.definer_function(
            "notifications_claim(up_to integer, lease_seconds double precision, urgent boolean,"
            " suspects boolean)",
            returns="TABLE (business_id uuid, id uuid, lease_token uuid, in_doubt boolean)",
            body=CLAIM,
        ),
    ]
