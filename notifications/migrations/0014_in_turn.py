from django.db import migrations

from smartkhata.core import rls


class Migration(migrations.Migration):
    """A limit without an order gives the same rows each time, and those behind it never had their turn."""

    dependencies = [("notifications", "0013_own_id_first")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION notifications_shops_that_remind(integer);"
            "DROP FUNCTION notifications_parties_held(timestamptz, time, integer)",
            migrations.RunSQL.noop,
        ),
        rls.definer_function(
            "notifications_shops_that_remind(up_to integer)",
            returns="TABLE (business_id uuid)",
            body="""
            SELECT r.business_id FROM notifications_reminderrules r
            JOIN core_business b ON b.id = r.business_id AND b.is_active
            WHERE r.is_on ORDER BY random() LIMIT up_to
            """,
        ),
        rls.definer_function(
            "notifications_parties_held(moment timestamptz, goes_at time, up_to integer)",
            returns="TABLE (business_id uuid, party_id uuid)",
            body="""
            SELECT held.business_id, held.party_id FROM (
                SELECT DISTINCT n.business_id, n.party_id FROM notifications_notification n
                JOIN core_business b ON b.id = n.business_id AND b.is_active
                WHERE n.state = 'held' AND (moment AT TIME ZONE b.time_zone)::time >= goes_at
            ) held ORDER BY random() LIMIT up_to
            """,
        ),
    ]
