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
    SELECT picked.id
    FROM (
        SELECT shop.business_id, GREATEST(1, up_to / GREATEST(1, count(*) OVER ())) AS share
        FROM (
            SELECT DISTINCT d.business_id FROM notifications_notification d
            WHERE d.state IN ('queued', 'submitting', 'unknown')
                AND (d.priority = 0) = urgent
                AND d.next_attempt_at <= statement_timestamp()
                AND (d.lease_until IS NULL OR d.lease_until < statement_timestamp())
        ) shop
        ORDER BY random() LIMIT up_to
    ) turn
    CROSS JOIN LATERAL (
        SELECT r.id, r.priority, r.next_attempt_at FROM notifications_notification r
        WHERE r.business_id = turn.business_id
            AND r.state IN ('queued', 'submitting', 'unknown')
            AND (r.priority = 0) = urgent
            AND r.next_attempt_at <= statement_timestamp()
            AND (r.lease_until IS NULL OR r.lease_until < statement_timestamp())
            AND (r.crashes > 0 OR (r.state = 'submitting' AND r.submitted_at IS NULL)) = suspects
        ORDER BY r.priority, r.next_attempt_at LIMIT turn.share FOR UPDATE SKIP LOCKED
    ) picked
    ORDER BY picked.priority, picked.next_attempt_at LIMIT up_to
)
RETURNING n.business_id, n.id, n.lease_token, n.state = 'unknown'
"""
SUBMIT = """
UPDATE notifications_notification n SET submitted_at = statement_timestamp(), provider = mine.provider
FROM unnest(ids, leases, providers) AS mine (id, lease, provider)
WHERE n.id = mine.id AND n.lease_token = mine.lease AND n.state = 'submitting'
    AND n.lease_until > statement_timestamp()
RETURNING n.id
"""
# A report may have come before the provider's answer was written down: the further state stays.
RECORD = """
UPDATE notifications_notification n SET
    state = CASE
        WHEN n.state NOT IN ('submitting', 'unknown')
            AND array_position(ranks, n.state::text) >= array_position(ranks, o.state) THEN n.state
        ELSE o.state END,
    attempts = GREATEST(0, n.attempts + COALESCE(o.attempts, 0)),
    looks = COALESCE(o.looks, n.looks),
    crashes = COALESCE(o.crashes, n.crashes),
    possible_duplicate = n.possible_duplicate OR COALESCE(o.possible_duplicate, false),
    next_attempt_at = COALESCE(o.next_attempt_at, n.next_attempt_at),
    provider = COALESCE(NULLIF(o.provider, ''), n.provider),
    provider_ref = COALESCE(NULLIF(o.provider_ref, ''), n.provider_ref),
    error_message = COALESCE(o.error_message, n.error_message),
    sent_at = COALESCE(n.sent_at, o.sent_at),
    lease_token = NULL, lease_until = NULL
FROM jsonb_to_recordset(outcomes) AS o (
    id uuid, lease uuid, state text, attempts int, looks int, crashes int, possible_duplicate boolean,
    next_attempt_at timestamptz, provider text, provider_ref text, error_message text, sent_at timestamptz
)
WHERE n.id = o.id AND n.lease_token = o.lease
RETURNING n.business_id, n.id, n.state
"""
# An event names our own id, or the provider's; one that came by a shop's own account speaks of that shop only.
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
        ORDER BY n.created_at DESC LIMIT 1
    ) about ON true
    WHERE d.settled = '' AND d.next_attempt_at <= statement_timestamp()
    ORDER BY d.next_attempt_at LIMIT up_to FOR UPDATE OF d SKIP LOCKED
) due
WHERE e.id = due.id
RETURNING e.id, e.word, e.at, e.detail, e.received_at, e.dedupe_key, due.business_id, due.found
"""
SETTLE = """
UPDATE notifications_inboundevent e SET settled = o.settled,
    next_attempt_at = COALESCE(o.next_attempt_at, e.next_attempt_at)
FROM jsonb_to_recordset(outcomes) AS o (id uuid, settled text, next_attempt_at timestamptz)
WHERE e.id = o.id AND e.settled = ''
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_telling")]

    operations = [
        rls.KeepInside("notification", field="replaces"),
        migrations.RunSQL("DROP FUNCTION notifications_claim(integer, integer)", migrations.RunSQL.noop),
        rls.Protect("deliveryevent", "provideraccount", "scheduledsend"),
        rls.AppendOnly("deliveryevent"),
        rls.ForJobs("provideraccount", "scheduledsend"),
        rls.ForJobs("inboundevent", may="SELECT, UPDATE, DELETE"),
        migrations.RunSQL(
            """
            ALTER TABLE notifications_inboundevent ENABLE ROW LEVEL SECURITY;
            ALTER TABLE notifications_inboundevent FORCE ROW LEVEL SECURITY;
            CREATE POLICY add_only ON notifications_inboundevent FOR INSERT WITH CHECK (true);
            """,
            migrations.RunSQL.noop,
        ),
        # A shop that moved to another zone keeps the local times it said: its rows are looked at again.
        migrations.RunSQL(
            "GRANT SELECT (id, time_zone) ON core_business TO sk_jobs",
            "REVOKE SELECT (id, time_zone) ON core_business FROM sk_jobs",
        ),
        # The urgent lane is priority 0. Each shop gets its share of a batch, so a long queue delays nobody
        # else's. Suspects are rows on which a worker stopped before the provider was called: they go alone.
        rls.definer_function(
            "notifications_claim(up_to integer, lease_seconds double precision, urgent boolean,"
            " suspects boolean)",
            returns="TABLE (business_id uuid, id uuid, lease_token uuid, in_doubt boolean)",
            body=CLAIM,
        ),
        # The lease is the right to write: who has none changes nothing, in whichever shop.
        rls.definer_function(
            "notifications_submit(ids uuid[], leases uuid[], providers text[])",
            returns="TABLE (id uuid)",
            body=SUBMIT,
        ),
        rls.definer_function(
            "notifications_record(outcomes jsonb, ranks text[])",
            returns="TABLE (business_id uuid, id uuid, state varchar)",
            body=RECORD,
        ),
        rls.definer_function(
            "notifications_events_due(up_to integer)",
            returns="TABLE (id uuid, word varchar, at timestamptz, detail jsonb, received_at timestamptz,"
            " dedupe_key varchar, business_id uuid, notification_id uuid)",
            body=EVENTS,
        ),
        rls.definer_function("notifications_settle_events(outcomes jsonb)", returns="void", body=SETTLE),
        rls.definer_function(
            "notifications_inbound_counts(since timestamptz)",
            returns="TABLE (provider varchar, settled varchar, events bigint)",
            body="""
            SELECT e.provider, e.settled, count(*) FROM notifications_inboundevent e
            WHERE e.received_at >= since GROUP BY 1, 2
            """,
        ),
        rls.definer_function(
            "notifications_forget_events(before timestamptz)",
            returns="bigint",
            body="""
            WITH gone AS (
                DELETE FROM notifications_inboundevent e WHERE e.received_at < before RETURNING 1
            ) SELECT count(*) FROM gone
            """,
        ),
        rls.definer_function(
            "notifications_account_shop(account uuid)",
            returns="uuid",
            body="SELECT a.business_id FROM notifications_provideraccount a WHERE a.id = account AND a.is_active",
        ),
        rls.definer_function(
            "notifications_scheduled_due(up_to integer, before timestamptz)",
            returns="TABLE (business_id uuid, id uuid)",
            body="""
            SELECT s.business_id, s.id FROM notifications_scheduledsend s
            JOIN core_business b ON b.id = s.business_id
            WHERE s.state = 'waiting' AND (s.due_at <= before OR s.time_zone <> b.time_zone)
            ORDER BY s.due_at LIMIT up_to
            """,
        ),
    ]
