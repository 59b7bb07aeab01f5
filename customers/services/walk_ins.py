"""Who left only a name and a phone: one party of the shop holds their bills until somebody knows whose they are."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import Party
from customers.search import fold

NAME = "Walk-in customers"


def walk_in_party():
    """The shop's party for walk-in bills, made with the first of them. It has no phone, so nobody is told."""
    found = Party.objects.filter(is_walk_in=True).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return Party.objects.create(
                number="WALK-IN",
                name=NAME,
                name_key=fold(NAME),
                is_walk_in=True,
                send_reminders=False,
                created_at=timezone.now(),
            )
    except IntegrityError:  # somebody else's first bill was a moment earlier
        return Party.objects.get(is_walk_in=True)
