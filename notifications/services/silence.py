"""Numbers that answered STOP: nothing but codes goes there from the shop, whoever they belong to.

A customer's own word stands in their Preference and follows them to another number; this stays with the number.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from notifications.models import SilentNumber

# Nothing is told about whose it is.
SILENT = gettext_noop("Who has this number has answered STOP. Use another way.")


def fall_silent(phone, *, at):
    """(SilentNumber of the open shop, whether it is new)."""
    return SilentNumber.objects.get_or_create(phone=phone, defaults={"at": at})


def speak_again(phone):
    """START, or the customer's later word."""
    SilentNumber.objects.filter(phone=phone).delete()


def silent_among(addresses):
    """Those of `addresses`, numbers or others, that answered STOP to the open shop."""
    phones = [to for to in addresses if "@" not in to]
    if not phones:
        return set()
    return set(SilentNumber.objects.filter(phone__in=phones).values_list("phone", flat=True))


def with_silence(rows):
    """Messages with `is_silent`: who has the number that they go to has answered STOP."""
    return rows.annotate(is_silent=Exists(SilentNumber.objects.filter(phone=OuterRef("recipient"))))
