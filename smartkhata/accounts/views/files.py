"""A shop's stored files behind the shop's door, and its logo for everybody."""

from django.http import HttpResponse

from smartkhata.accounts.doors import owner_page, public_page
from smartkhata.core import files
from smartkhata.core.errors import not_found
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope


@owner_page("shop.view")
def stored_file(request, file):
    """The file itself. Its address holds a UUID and its content never changes, so the browser may keep it."""
    return _answer(files.find_file(file), "private, max-age=31536000, immutable")


@public_page
def logo(request, shop):
    """A shop's logo for everybody: it stands on every document that leaves the shop."""
    business = Business.objects.filter(slug=shop, is_active=True).exclude(logo_id=None).first()
    if business is None:
        raise not_found("This logo was not found.")
    with business_scope(business.pk):
        row = files.find_file(business.logo_id)
    return _answer(row, "public, max-age=3600")


def _answer(row, caching):
    response = HttpResponse(bytes(row.content), content_type=row.content_type)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = caching
    return response
