"""``manage.py rebuild_search_keys [shop]``: what customers are found by, made anew where it is wrong."""

from django.core.management.base import BaseCommand, CommandError

from customers.services.rekeying import rebuild_keys
from smartkhata.core.models import Business


class Command(BaseCommand):
    help = "Make the search keys of every shop's customers (or of one shop's) anew where they are wrong."

    def add_arguments(self, parser):
        parser.add_argument("shop", nargs="?", help="the shop's name in its address (/b/<shop>/)")

    def handle(self, *args, shop=None, **options):
        rows = Business.objects.filter(**({"slug": shop} if shop else {})).order_by("name")
        if shop and not rows:
            raise CommandError(f"There is no shop {shop}.")
        for pk, name in list(rows.values_list("pk", "name")):
            parties, words = rebuild_keys(pk)
            self.stdout.write(f"{name}: {parties} customers and {words} words had wrong keys")
