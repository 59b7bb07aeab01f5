"""The catalogue: items that people enter, and items that are learned from what was billed."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from customers.search import fold
from invoicing.lines import clean_lines
from invoicing.models import Item
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

FIELDS = ("name", "unit", "rate", "tax_rate", "hsn")


def add_item(*, by, **details):
    """An item of the open shop. `details`: FIELDS. 409 item_exists for a name that is there."""
    values = _clean(details)
    try:
        with transaction.atomic():
            item = Item.objects.create(is_edited=True, **values)
    except IntegrityError:
        raise _exists(values["name"]) from None
    record("item.added", item, by=by)
    return item


def change_item(item, *, by, **changes):
    """Save the given FIELDS and `is_active`; documents that name the item stay as they are."""
    active = changes.pop("is_active", item.is_active)
    values = _clean({field: getattr(item, field) for field in FIELDS} | changes)
    for field, value in values.items():
        setattr(item, field, value)
    item.is_active, item.is_edited = active, True
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        raise _exists(values["name"]) from None
    record("item.changed", item, by=by)
    return item


def learn_items(invoice):
    """Take the lines of an issued invoice into the catalogue: what is new, how often it sells, its latest rate."""
    lines = {fold(line.description): line for line in invoice.lines.all()}
    Item.objects.bulk_create(
        [Item(name=line.description, name_key=key, **_learned(line)) for key, line in lines.items()],
        ignore_conflicts=True,
    )
    items = Item.objects.filter(name_key__in=lines)
    items.update(times_used=F("times_used") + 1, last_used_on=invoice.issued_on)
    for item in items.filter(is_edited=False):
        Item.objects.filter(pk=item.pk).update(**_learned(lines[item.name_key]))


def _learned(line):
    return {"unit": line.unit, "rate": line.rate, "tax_rate": line.tax_rate, "hsn": line.hsn}


def _clean(details):
    """The checks of a document's line are the item's too."""
    name = details.get("name", "")
    try:
        [row] = clean_lines([{**details, "description": name, "quantity": "1"}])
    except DomainError as error:
        fields = {key.removeprefix("items.0."): text for key, text in error.fields.items()}
        if "description" in fields:
            fields["name"] = fields.pop("description")
        raise DomainError("Some answers need another look.", code="invalid", fields=fields) from None
    clean = {field: row[field] for field in FIELDS if field != "name"}
    return clean | {"name": row["description"], "name_key": fold(row["description"])}


def _exists(name):
    text = _("%(name)s is in your list already.") % {"name": name}
    return DomainError(text, code="item_exists", status=409, fields={"name": text})
