import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import smartkhata.core.tenancy
from smartkhata.core import rls

# As before, but also the shops that wrote to somebody else than their customer by this number, or that it has
# answered STOP: those give no customer.
READERS = """
SELECT DISTINCT n.business_id, p.id FROM notifications_notification n
LEFT JOIN customers_party p ON p.business_id = n.business_id AND p.id = n.party_id AND p.phone = reader
WHERE n.recipient = reader AND (shop IS NULL OR n.business_id = shop)
UNION
SELECT s.business_id, NULL FROM notifications_silentnumber s
WHERE s.phone = reader AND (shop IS NULL OR s.business_id = shop)
"""


class Migration(migrations.Migration):
    """STOP silences the number itself, whoever it belongs to."""

    dependencies = [("notifications", "0027_papers_planned")]

    operations = [
        migrations.CreateModel(
            name="SilentNumber",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("phone", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "business",
                    models.ForeignKey(
                        db_index=False,
                        default=smartkhata.core.tenancy.current_business_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.business",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "across",
                "indexes": [models.Index(fields=["phone"], name="silent_everywhere")],
                "constraints": [models.UniqueConstraint(fields=("business", "phone"), name="silent_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("across", django.db.models.manager.Manager()),
            ],
        ),
        rls.Protect("silentnumber"),
        rls.ForJobs("silentnumber"),
        migrations.RunSQL("DROP FUNCTION notifications_readers(text, uuid)", migrations.RunSQL.noop),
        rls.definer_function(
            "notifications_readers(reader text, shop uuid)",
            returns="TABLE (business_id uuid, party_id uuid)",
            body=READERS,
        ),
    ]
