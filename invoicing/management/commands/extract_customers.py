"""``manage.py extract_customers <shop>``: customers out of invoices that carry only a name and a phone."""

from django.core.management.base import BaseCommand, CommandError

from invoicing.selectors.walk_ins import strangers
from invoicing.services.extracting import extract_customers
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope


class Command(BaseCommand):
    help = "Make customers of a shop from its invoices that carry only a name and a phone."

    def add_arguments(self, parser):
        parser.add_argument("shop", help="the shop's name in its address (/b/<shop>/)")
        parser.add_argument("--names", action="store_true", help="also people without a phone")
        parser.add_argument("--dry-run", action="store_true", help="only say who was found")

    def handle(self, *args, shop, names=False, dry_run=False, **options):
        business = Business.objects.filter(slug=shop).first()
        if business is None:
            raise CommandError(f"There is no shop {shop}.")
        with business_scope(business.pk):
            if dry_run:
                return self._list(strangers())
            result = extract_customers(by=None, names=names)
        text = f"{result.made} customers made, {result.tagged} invoices tagged, {result.questions} left as questions"
        self.stdout.write(text)

    def _list(self, people):
        for person in people:
            known = person.customer or person.clash
            word = f"is {known}" if person.customer else f"phone of {known}?" if known else "new"
            self.stdout.write(f"{person.name} {person.phone or '-'}: {len(person.invoices)} invoices, {word}")
