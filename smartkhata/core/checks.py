"""Refuses to start as a database role that row security does not bind."""

from django.core.checks import Error, Tags, register
from django.db import connection

from smartkhata.core import roles


@register(Tags.database)
def role_is_bound(app_configs, databases=None, **kwargs):
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(roles.WHO)
        name, bypasses = cursor.fetchone()
    if bypasses:
        hint = "Connect as sk_app; `manage.py roles` prints the SQL that makes the roles."
        return [Error(f"The database role {name} can bypass row security.", hint=hint, id="core.E001")]
    return []
