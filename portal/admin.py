"""Who of a shop's customers has come in, for staff, after a recorded visit."""

from django.contrib import admin

from portal.models import Link
from smartkhata.core.admin import ShopRows


@admin.register(Link)
class LinkAdmin(ShopRows):
    """The person behind it belongs to no shop and is not shown."""

    list_display = ["party", "created_at"]
    list_select_related = ["party"]
    exclude = ["profile"]
