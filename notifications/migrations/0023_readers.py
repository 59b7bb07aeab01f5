from django.db import migrations

from smartkhata.core import rls


class Migration(migrations.Migration):
    """Whose number it is now: who got a customer's old one, or messages about them, doesn't speak for them."""

    dependencies = [("notifications", "0022_to_own")]

    operations = [
        migrations.RunSQL("DROP FUNCTION notifications_readers(text, uuid)", migrations.RunSQL.noop),
        rls.definer_function(
            "notifications_readers(reader text, shop uuid)",
            returns="TABLE (business_id uuid, party_id uuid)",
            body="""
            SELECT DISTINCT n.business_id, n.party_id FROM notifications_notification n
            JOIN customers_party p ON p.business_id = n.business_id AND p.id = n.party_id AND p.phone = reader
            WHERE n.recipient = reader AND (shop IS NULL OR n.business_id = shop)
            """,
        ),
    ]
