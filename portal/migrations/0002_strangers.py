from django.db import migrations

from smartkhata.core import rls

# As before, but a number of which its holder said that it is somebody else's opens nothing.
PARTIES = """
SELECT p.business_id, p.id FROM customers_party p
WHERE p.phone = wanted AND p.status <> 'inactive'
    AND NOT EXISTS (
        SELECT 1 FROM notifications_preference w
        WHERE w.business_id = p.business_id AND w.party_id = p.id AND w.is_wrong_number
    )
ORDER BY p.updated_at DESC
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial"), ("notifications", "0017_wrong_email")]

    operations = [
        migrations.RunSQL("DROP FUNCTION portal_parties_of(text)", migrations.RunSQL.noop),
        rls.definer_function(
            "portal_parties_of(wanted text)",
            returns="TABLE (business_id uuid, party_id uuid)",
            body=PARTIES,
        ),
    ]
