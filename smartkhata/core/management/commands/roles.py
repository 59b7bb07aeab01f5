"""``manage.py roles``: the SQL that makes the database roles, for whoever runs the cluster."""

from django.core.management.base import BaseCommand

from smartkhata.core.roles import as_sql


class Command(BaseCommand):
    help = "Print the SQL that makes the roles sk_owner, sk_app and sk_jobs."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--database", default="smartkhata")

    def handle(self, *args, database, **options):
        self.stdout.write(as_sql(database))
