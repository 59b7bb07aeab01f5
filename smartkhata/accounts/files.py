"""A shop's stored file, behind the shop's door."""

from django.http import HttpResponse

from smartkhata.accounts.doors import owner_page
from smartkhata.core import files


@owner_page("shop.view")
def stored_file(request, file):
    """The file itself. Its address holds a UUID and its content never changes, so the browser may keep it."""
    row = files.find_file(file)
    response = HttpResponse(bytes(row.content), content_type=row.content_type)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
