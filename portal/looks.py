"""How a request looks at the link or the picture of a message."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from notifications.machines import is_machine
from notifications.services.openings import Look


def look_of(request):
    """{"look", "user"} of a page behind a link, as portal.services.links takes them; {} where a form is sent."""
    if request.method not in ("GET", "HEAD"):
        return {}
    # The app's routes for everybody have no user at all.
    user = request.user if request.user and request.user.is_authenticated else None
    look = Look(
        at=timezone.now(),
        is_machine=is_machine(request.method, request.headers),
        by_shop=_from_outbox(request),
        page=request.path,
    )
    return {"look": look, "user": user}


def look_at_picture(request):
    """The same of the picture in a mail, which comes without a cookie: who is signed in is not asked."""
    return Look(at=timezone.now(), is_machine=is_machine(request.method, request.headers))


def _from_outbox(request):
    """The outbox shows what a local copy "sent" to whoever runs it."""
    return urlsplit(request.headers.get("Referer", "")).path == reverse("notifications:outbox")
