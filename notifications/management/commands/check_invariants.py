"""``manage.py check_invariants``: what must be so in every shop; exit 1 where it is not."""

import json
import sys

from django.core.management.base import BaseCommand

from notifications.services.invariants import broken_everywhere


class Command(BaseCommand):
    help = "Check messages, reports, planned sends and books of every shop, and name each broken row."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help="as a JSON array")

    def handle(self, *args, as_json=False, **options):
        found = [{"shop": shop, **vars(row)} for shop, row in broken_everywhere()]
        if as_json:
            self.stdout.write(json.dumps(found, indent=2))
        else:
            for row in found:
                self.stdout.write(f"{row['rule']} {row['shop'] or 'all shops'}: {row['row']} {row['what']}")
            self.stdout.write(f"{len(found)} broken")
        if found:
            sys.exit(1)
