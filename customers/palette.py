"""What the search box finds besides customers: documents of the later apps and the places of the product.

All by the names in smartkhata/panels.py.
"""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from customers.search import words_of

MOST = 5


def documents(request, text, purpose):
    """[{title, rows}] of what the apps in FOUND_ELSEWHERE know by this text. Call inside the shop's scope.

    A row is {name, detail, amount, url}; each finder is called as ``finder(text, limit=)`` and names its rows'
    page as ``page`` (URL name, key).
    """
    if purpose:
        return []
    groups = []
    for permission, title, finder in import_string(settings.FOUND_ELSEWHERE):
        rows = import_string(finder)(text, limit=MOST) if permission in request.membership.may else []
        if rows:
            groups.append({"title": title, "rows": [_row(request, **row) for row in rows]})
    return groups


def actions(request, text, purpose):
    """The places and actions whose words begin with the typed ones; all of them when nothing was typed."""
    if purpose:
        return []
    typed = words_of(text)
    rows = [row for row in _places(request) if _begins(typed, row["name"])]
    return [{"title": _("Go to"), "rows": rows[: None if not typed else MOST]}] if rows else []


def _places(request):
    for page, name, permission, image in import_string(settings.PLACES):
        address = _address(page, request.business.slug)
        if address and permission in request.membership.may:
            yield {"name": name, "url": address, "image": image}


def _begins(typed, name):
    words = words_of(str(name))
    return all(any(word.startswith(part) for word in words) for part in typed)


def _row(request, page, **shown):
    name, key = page
    return {**shown, "url": reverse(name, args=[request.business.slug, key])}


def _address(page, *args):
    """The page's address; empty while there is no such page."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""
