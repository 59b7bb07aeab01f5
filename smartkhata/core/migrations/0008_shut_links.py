from django.db import migrations, models

from smartkhata.core import rls


class Migration(migrations.Migration):
    """A link that was shut stays shut, and what it was about may get another one."""

    dependencies = [("core", "0007_over_limit")]

    operations = [
        migrations.RemoveConstraint(model_name="publiclink", name="one_link_a_subject"),
        migrations.AddConstraint(
            model_name="publiclink",
            constraint=models.UniqueConstraint(
                condition=models.Q(revoked_at=None), fields=("business", "subject"), name="one_link_a_subject"
            ),
        ),
        migrations.RunSQL("DROP FUNCTION core_resolve_link(text)", migrations.RunSQL.noop),
        rls.definer_function(
            "core_resolve_link(hash text)",
            returns="TABLE (business_id uuid, subject varchar, is_shut boolean)",
            body="""
            SELECT l.business_id, l.subject, l.revoked_at IS NOT NULL FROM core_publiclink l
            WHERE l.token_hash = hash
            """,
        ),
    ]
