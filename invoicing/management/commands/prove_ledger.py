"""``manage.py prove_ledger``: recompute every balance and total of every shop; exit 1 on a difference."""

import json
import sys

from django.core.management.base import BaseCommand

from invoicing.services.proof import differences
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope


class Command(BaseCommand):
    help = "Recompute balances, totals, payments and seals from their rows and name every difference."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help="as a JSON array")

    def handle(self, *args, as_json=False, **options):
        found, shops = [], 0
        for business in Business.objects.order_by("name"):
            shops += 1
            with business_scope(business.pk):
                found += [{"shop": business.name, **vars(row)} for row in differences()]
        if as_json:
            self.stdout.write(json.dumps(found, default=str, indent=2))
        else:
            self._tell(found, shops)
        if found:
            sys.exit(1)

    def _tell(self, found, shops):
        for row in found:
            self.stdout.write(
                f"{row['shop']}: {row['row']} {row['what']} says {row['stored']}, should be {row['computed']}"
            )
        self.stdout.write(f"{shops} shops, {len(found)} differences")
