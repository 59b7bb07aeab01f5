"""``manage.py doctor``: is everything there? Exit 1 when something needed is missing."""

import sys

from django.core.management.base import BaseCommand

from smartkhata.core.doctor import examine

MARKS = {True: "ok  ", False: "MISS", None: "note"}


class Command(BaseCommand):
    help = "Say what is there, what is missing, and what to do about it."
    requires_system_checks = ()

    def handle(self, *args, **options):
        findings = list(examine())
        for finding in findings:
            self.stdout.write(f"{MARKS[finding.ok]}  {finding.what:13} {finding.say}")
        if any(finding.ok is False for finding in findings):
            sys.exit(1)
