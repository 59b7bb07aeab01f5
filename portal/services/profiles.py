"""A verified phone and the shops that know it."""

from django.db import connection, transaction
from django.utils import timezone

from customers.models import Party
from customers.services.ledger import touch_portal
from portal.models import Link
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope, profile_scope


def enter(profile, *, at=None):
    """A customer came in: bring the links up to date and tell each shop's khata. Returns the links."""
    at = at or timezone.now()
    known = parties_of(profile.phone)
    for business_id, party_id in known:
        with business_scope(business_id):
            party = Party.objects.get(pk=party_id)
            link, _new = Link.objects.get_or_create(profile=profile, party=party)
            proven = profile.phone_verified_at
            if proven and party.phone_verified_at is None:
                record("party.verified", party, by="customer", at=at, party=party)
            touch_portal(party, registered_at=link.created_at, verified_at=proven, active_at=at)
            record("portal.entered", party, by="customer", at=at, party=party)
            if not profile.profile_name:
                profile.profile_name = party.name
                profile.save(update_fields=["profile_name", "updated_at"])
    _forget_gone(profile, {party_id for _, party_id in known})
    return links_of(profile)


def forget_stranger(event):
    """Listener of party.wrong_number: who holds the number, and perhaps proved it, sees the khata no more."""
    Link.objects.filter(party=event.party_id).delete()


def links_of(profile):
    """The profile's links with their shops, by the shop's name. Shows no row of any shop."""
    with profile_scope(profile.pk):
        rows = Link.across.filter(profile=profile).select_related("business")
        return sorted(rows, key=lambda link: link.business.name.casefold())


def parties_of(phone):
    """[(business_id, party_id)] of the parties with this phone, the latest first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT business_id, party_id FROM portal_parties_of(%s)", [phone])
        return cursor.fetchall()


def _forget_gone(profile, party_ids):
    """Links of parties whose phone was changed since: the number is not theirs any more."""
    for link in links_of(profile):
        if link.party_id not in party_ids:
            with business_scope(link.business_id):
                Link.objects.filter(pk=link.pk).delete()
