"""What the shop sells, by use."""

from customers.search import fold
from invoicing.models import Item
from smartkhata.core.errors import not_found


def items(*, search="", active=True):
    """Items, the most used first; `search` fits the start of any word."""
    rows = Item.objects.filter(is_active=active).order_by("-times_used", "name_key")
    if key := fold(search):
        rows = rows.filter(name_key__contains=key)
    return rows


def find_item(pk):
    """The item of the open shop; 404 otherwise."""
    item = Item.objects.filter(pk=pk).first()
    if item is None:
        raise not_found("This item was not found.")
    return item
