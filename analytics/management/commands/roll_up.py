"""Count a day again, for one shop or for all: ``manage.py roll_up --date 2026-11-20``."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from analytics.services.rollups import roll_up
from smartkhata.core.clock import today
from smartkhata.core.models import Business


class Command(BaseCommand):
    help = "Count one local day of every shop (or of one) and store it. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--date", help="the day as YYYY-MM-DD; today in each shop's zone if left out")
        parser.add_argument("--business", help="the id of one shop")

    def handle(self, *args, date=None, business=None, **options):
        day = self._day(date)
        shops = Business.objects.filter(**({"pk": business} if business else {}))
        for shop in shops:
            metric = roll_up(shop, day or today(shop))
            self.stdout.write(f"{shop.name}: {metric.metric_date} counted")

    def _day(self, text):
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise CommandError("Give the day as YYYY-MM-DD, for example 2026-11-20.") from None
