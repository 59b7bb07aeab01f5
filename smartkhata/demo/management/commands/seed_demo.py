"""``manage.py seed_demo``: two shops with a year of business, and the logins in DATA_DIR/demo.json."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from smartkhata.accounts.services.shops import change_shop
from smartkhata.accounts.services.signing_up import sign_up
from smartkhata.core.clock import today
from smartkhata.core.events import muted
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope
from smartkhata.demo.catalogue import INDIA, KENYA, SHARED
from smartkhata.demo.history import add_parties, add_year
from smartkhata.demo.people import add_staff, settle_logins, uncommitted_shops, write_logins


class Command(BaseCommand):
    help = "Load the demo shops. Does nothing when there is a shop already."

    def handle(self, *args, **options):
        path = settings.DATA_DIR / "demo.json"
        if Business.objects.exists():
            if Business.objects.filter(pk__in=uncommitted_shops(path)).exists():
                settle_logins(path)  # we were killed right after the commit
            self.stdout.write("There are shops already; the demo is left out.")
            return
        with transaction.atomic(), muted():
            shops = [self._shop(plan) for plan in (INDIA, KENYA)]
            logins = {
                "owners": [login for _, login in shops],
                "staff": add_staff(),
                "customers": [
                    {"name": name, "phone": phone, "business_ids": [str(shop.pk) for shop, _ in shops]}
                    for name, phone in SHARED
                ],
            }
            write_logins(path, logins)
        settle_logins(path)
        self.stdout.write(f"Demo shops are ready; the logins are in {path}")

    def _shop(self, plan):
        password = secrets.token_urlsafe(15)
        user, business = sign_up(
            email=plan.email, password=password, name=plan.owner, shop=plan.shop, country=plan.country
        )
        year_ago = timezone.now() - timedelta(days=365)
        with business_scope(business.pk):
            change_shop(business, by=user, registration=plan.registration, tax_id=plan.tax_id, **plan.details)
            parties = add_parties(plan, SHARED, by=user, opened_at=year_ago)
            add_year(business, plan, parties, by=user, today=today(business))
        login = {
            "email": plan.email,
            "password": password,
            "business_id": str(business.pk),
            "country": plan.country,
            "shop": business.name,
        }
        return business, login
