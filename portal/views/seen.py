"""The picture in a mail, by which we see that somebody reads it."""

from base64 import b64decode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from notifications.services.openings import mail_seen
from portal.looks import look_at_picture
from smartkhata.accounts.doors import public_page

# One transparent point: 43 bytes.
GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")


@public_page
@require_safe
def seen(request):
    """GET /p/seen.gif?t=TOKEN: always the same picture, whether the token is known or not."""
    mail_seen(request.GET.get("t", ""), look_at_picture(request))
    response = HttpResponse(GIF, content_type="image/gif")
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
