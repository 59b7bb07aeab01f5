from django.db import migrations

from smartkhata.core import rls


class Migration(migrations.Migration):
    """Letters of the day have their turn (a limit without an order gives the same shops each time, see 0014); how
    many messages arrive by each provider is counted over all shops, of which most are too small to tell."""

    dependencies = [("notifications", "0024_taken_twice")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION notifications_notices_to_gather(timestamptz, time, integer)",
            migrations.RunSQL.noop,
        ),
        rls.definer_function(
            "notifications_notices_to_gather(moment timestamptz, evening time, up_to integer)",
            returns="TABLE (business_id uuid)",
            body="""
            SELECT waiting.business_id FROM (
                SELECT DISTINCT n.business_id FROM notifications_notice n
                JOIN core_business b ON b.id = n.business_id AND b.is_active
                WHERE n.way = 'daily' AND n.told_at IS NULL
                    AND (moment AT TIME ZONE b.time_zone)::time >= evening
            ) waiting ORDER BY random() LIMIT up_to
            """,
        ),
        rls.definer_function(
            "notifications_delivery(week timestamptz, day timestamptz, moment timestamptz, silent timestamptz)",
            returns="TABLE (channel text, provider text, day_all bigint, day_good bigint, day_silent bigint,"
            " week_all bigint, week_good bigint, told bigint)",
            body="""
            SELECT n.channel, n.provider,
                count(*) FILTER (WHERE n.created_at > day),
                count(*) FILTER (WHERE n.created_at > day AND n.state IN ('delivered', 'opened')),
                count(*) FILTER (WHERE n.created_at > day AND n.state IN ('accepted', 'sent')),
                count(*) FILTER (WHERE n.created_at <= day),
                count(*) FILTER (WHERE n.created_at <= day AND n.state IN ('delivered', 'opened')),
                count(*) FILTER (WHERE n.delivered_at IS NOT NULL OR n.state = 'bounced')
            FROM notifications_notification n
            WHERE n.created_at > week AND n.created_at <= moment AND n.provider <> ''
                AND (n.state IN ('delivered', 'opened', 'failed', 'bounced', 'quarantined')
                    OR n.state IN ('accepted', 'sent') AND n.sent_at <= silent)
            GROUP BY n.channel, n.provider ORDER BY n.channel, n.provider
            """,
        ),
    ]
