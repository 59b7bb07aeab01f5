"""Words on parties: vip, wholesale, monthly."""

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Party, Tag
from customers.search import fold
from customers.services.checking import checked_tags
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import record


def write_tags(party, names):
    """The party's tags become exactly `names` (checked); True when that changed them."""
    wanted = {fold(name): name for name in names}
    kept = {row.key: row for row in party.tag_rows.all()}
    if list(wanted.items()) == [(key, row.name) for key, row in kept.items()]:
        return False
    party.tag_rows.all().delete()
    Tag.objects.bulk_create(
        Tag(party=party, name=name, key=key, position=position)
        for position, (key, name) in enumerate(wanted.items())
    )
    _forget(party)
    return True


def set_tags(party, names, *, by):
    """Give the party these tags and no others; at most 30, each at most 40 characters."""
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=party.pk)
        if write_tags(party, checked_tags(names)):
            record("party.changed", party, by=by, party=party, fields=["tags"])
    return party


def add_tags(party, names, *, by):
    """Add tags to those that the party has."""
    kept = {fold(tag) for tag in party.tags}
    return set_tags(party, [*party.tags, *(name for name in names if fold(name) not in kept)], by=by)


def remove_tag(party, name, *, by):
    """Take one tag away; 404 when the party has no such tag."""
    key = fold(name)
    if not party.tag_rows.filter(key=key).exists():
        raise not_found("This tag was not found.")
    return set_tags(party, [tag for tag in party.tags if fold(tag) != key], by=by)


def tag_many(parties, name, *, by):
    """Put one tag on each of `parties`; how many did not have it yet."""
    found = checked_tags([name])
    if not found:
        raise DomainError(
            _("Write the tag first."), code="invalid", fields={"tag": _("Write the tag first.")}
        )
    name = found[0]
    key = fold(name)
    new = [party for party in parties if key not in {row.key for row in party.tag_rows.all()}]
    for party in new:
        add_tags(party, [name], by=by)
    return len(new)


def _forget(party):
    """What was read ahead is old now."""
    getattr(party, "_prefetched_objects_cache", {}).pop("tag_rows", None)
