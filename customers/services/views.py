"""Filters of the customer list that a member keeps under a name."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from customers.models import SavedView
from smartkhata.core.errors import DomainError

# What a kept filter may ask; the page of the list is not part of it.
KEPT = ("view", "search", "tag", "more", "sort")
MOST = 12


def save_view(user, *, name, query):
    """Keep the list's `query` string under a name; the same name again changes what it asks."""
    name = " ".join(name.replace("\x00", "").split())[:40]
    if not name:
        raise DomainError(
            _("Give the view a name."), code="invalid", fields={"name": _("Give the view a name.")}
        )
    asked = QueryDict(query)
    kept = urlencode({key: asked[key] for key in KEPT if asked.get(key)})[:400]
    mine = SavedView.objects.filter(user_id=user.pk)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise DomainError(
            _("Keep at most %(most)s views. Forget one first.") % {"most": MOST}, code="too_many", status=409
        )
    return SavedView.objects.update_or_create(user_id=user.pk, name=name, defaults={"query": kept})[0]


def forget_view(user, pk):
    SavedView.objects.filter(user_id=user.pk, pk=pk).delete()
