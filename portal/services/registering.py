"""Putting a customer into the network: party, profile and link; and whose phone it is when somebody has it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.models import Party
from customers.namesakes import same_first_name
from customers.services.ledger import touch_portal
from customers.services.parties import add_party, change_party
from invoicing.selectors.walk_ins import untagged_of
from invoicing.services.walk_ins import tag_invoices
from portal.models import Link, NetworkProfile
from smartkhata.core import phones
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id

# What the owner can say when the phone stands under another first name.
CHOICES = {
    "use_existing": gettext_lazy("It is the same person"),
    "move_phone": gettext_lazy("The number is the new customer's now"),
    "without_phone": gettext_lazy("They share it: add the new customer without a phone"),
}


@dataclass(frozen=True)
class Registered:
    """`party` with its `profile` (None without a phone); `created` says whether the khata had not known them."""

    party: Party
    profile: NetworkProfile | None
    created: bool
    tagged: int


def register_customer(
    *, name, phone, email="", profile_type="individual", by, welcome=False, tag_recent=False, on_clash=""
):
    """Add a customer of the open shop to its khata and to the network. Sends no code (codes.offer_code).

    A party with the same phone and first name is that customer. With another first name it is a question:
    409 phone_conflict with CHOICES, answered by `on_clash`.
    """
    phone = phones.normalise(
        phone, Business.objects.values_list("country", flat=True).get(pk=current_business_id())
    )
    details = {"name": name, "email": email, "profile_type": profile_type}
    with transaction.atomic():
        twin = holder_of(phone)
        if twin is None or on_clash in ("move_phone", "without_phone"):
            party, created = _added(twin, phone, on_clash, by, welcome, details), True
        elif on_clash == "use_existing" or same_first_name(name, twin.name):
            party, created = _completed(twin, email, by), False
        else:
            raise _question(twin, phone)
        profile = _profile(party, profile_type)
        invoices = untagged_of(phone=party.phone, name=name) if tag_recent and party.phone else []
        tagged = tag_invoices(invoices, party, by=by) if invoices else 0
    return Registered(party, profile, created, tagged)


def holder_of(phone):
    """The party of the open shop that has this phone (E.164), whether it is active or suspended."""
    rows = Party.objects.exclude(status=Party.Status.INACTIVE)
    return rows.filter(Q(phone=phone) | Q(secondary_phone=phone)).order_by("status", "created_at").first()


def _added(twin, phone, on_clash, by, welcome, details):
    if twin and on_clash == "move_phone":
        field = "phone" if twin.phone == phone else "secondary_phone"
        change_party(twin, by=by, **{field: ""})
    elif twin:
        phone = ""
    try:
        return add_party(phone=phone, by=by, welcome=welcome, **details)
    except DomainError as error:
        # Two counters at once: who came second is asked, or finds the customer at the next press.
        if error.code != "phone_taken" or (twin := holder_of(phone)) is None:
            raise
        raise _question(twin, phone) from None


def _completed(party, email, by):
    """What the khata did not know yet; what it knows stays."""
    return change_party(party, by=by, email=email) if email and not party.email else party


def _profile(party, profile_type):
    if not party.phone:
        return None
    # The name of a person in the network is what they are called where they prove the phone, never before.
    profile, _new = NetworkProfile.objects.get_or_create(
        phone=party.phone, defaults={"profile_type": profile_type}
    )
    link, _new = Link.objects.get_or_create(profile=profile, party=party)
    touch_portal(party, registered_at=link.created_at)
    return profile


def _question(twin, phone):
    text = _("%(phone)s belongs to %(name)s (%(number)s) in your khata. Is it the same person?") % {
        "phone": phones.pretty(phone),
        "name": twin.name,
        "number": twin.number,
    }
    customer = {"customer_id": str(twin.pk), "number": twin.number, "name": twin.name, "phone": twin.phone}
    choices = [{"phone_conflict": key, "label": str(label)} for key, label in CHOICES.items()]
    extra = {"customer": customer, "choices": choices}
    return DomainError(text, code="phone_conflict", status=409, fields={"phone": text}, extra=extra)
