"""One-time codes: to a phone that some shop knows, once, for ten minutes.

Known and unknown numbers are answered alike, in words and in time.
"""

import ipaddress
import time

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.selectors import find_party
from notifications.services.outbox import send_code
from portal.services import challenges, guessing, pumping, rounds
from portal.services.profiles import parties_of
from smartkhata.core import attempts, countries, phones
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

LIFE = rounds.LIFE
RESEND_SECONDS = 60
PER_PHONE_HOUR, PER_PHONE_DAY = 5, 10
# Requests of one address, and of its 255 neighbours (IPv4) together.
PER_ADDRESS_HOUR, PER_NEIGHBOURS_HOUR = 20, 100
# Customers that one shop may have asked to prove their phone.
PER_SHOP_DAY = 300
# A shop of whose customers so many never proved their phone may be made up.
PROVEN, UNPROVEN_SHOP_DAY = 10, 30
# Queueing a message takes a few hundredths of a second; no answer comes sooner, so none tells who is known.
ANSWER_SECONDS = 0.3


def request_code(phone, *, address, at=None):
    """Send a code to `phone` (E.164) if a shop knows it. 429 within 60 s and past the caps, known or not.

    A request within the code's life sends the same code again; a new code voids the old one.
    """
    at = at or timezone.now()
    _count_request(phone, address)
    began = time.monotonic()
    renew = rounds.begin(phone, at=at)
    known = parties_of(phone) if _is_served(phone) else ()
    if known and pumping.may_send(phone, known[0][0], at=at):
        _send(phone, *known[0], challenges.challenge_of(phone, renew=renew, at=at), at)
    time.sleep(max(0, min(ANSWER_SECONDS, settings.MAX_WAIT_SECONDS) - (time.monotonic() - began)))


def offer_code(party, *, business_id, at=None):
    """Send a code to a customer whom the shop registers: (whether it was sent, seconds until the next may be).

    The same caps hold for the phone, and one for the shop; past them nothing is sent, which is no error. Call
    it outside any scope, so that the counts are kept.
    """
    at = at or timezone.now()
    if not _is_served(party.phone):
        return False, 0
    try:
        attempts.count(f"code:shop:{business_id}", limit=_of_shop(business_id), seconds=86400)
        _count_phone(party.phone)
    except DomainError as error:
        return False, error.extra["retry_after"]
    if not pumping.may_send(party.phone, business_id, at=at):
        return False, 0
    renew = rounds.begin(party.phone, at=at)
    _send(party.phone, business_id, party.pk, challenges.challenge_of(party.phone, renew=renew, at=at), at)
    return True, RESEND_SECONDS


def check_code(phone, code, *, address, at=None):
    """The NetworkProfile whose phone proved itself. 400 otp_invalid for wrong, late, used and unknown alike.

    After five wrong tries the code is burnt: 429 until a new one is asked for. 429 too for a try that comes too
    soon while somebody guesses codes (guessing.py).
    """
    at = at or timezone.now()
    guessing.count_try(phone, _network(address), at=at)
    rounds.count_try(phone, at=at)
    profile = challenges.answer(phone, code, at=at)
    if profile is None:
        guessing.count_wrong(at=at)
        raise DomainError(
            "This code is not right or too old. Ask for a new one.",
            code="otp_invalid",
            fields={"otp": _("Enter the 6 digits of the last SMS, or ask for a new code.")},
        )
    rounds.end(phone)
    pumping.answered(phone)
    return profile


def _count_request(phone, address):
    """Committed before anything is looked up, so that a refusal keeps its count."""
    attempts.count(f"code:address:{_network(address)}", limit=PER_ADDRESS_HOUR, seconds=3600)
    if ":" not in address:
        neighbours = address.rpartition(".")[0]
        attempts.count(f"code:neighbours:{neighbours}", limit=PER_NEIGHBOURS_HOUR, seconds=3600)
    _count_phone(phone)


def _count_phone(phone):
    early = _("A code was sent less than a minute ago. Wait a little, then ask again.")
    attempts.count(f"code:minute:{phone}", limit=1, seconds=RESEND_SECONDS, message=early)
    often = _("This number has asked for many codes. Try again later.")
    attempts.count(f"code:hour:{phone}", limit=PER_PHONE_HOUR, seconds=3600, message=often)
    attempts.count(f"code:day:{phone}", limit=PER_PHONE_DAY, seconds=86400, message=often)


def _of_shop(business_id):
    """How many customers a shop may have asked within a day."""
    with business_scope(business_id):
        proven = Party.objects.filter(phone_verified_at__isnull=False)[:PROVEN].count()
    return PER_SHOP_DAY if proven >= PROVEN else UNPROVEN_SHOP_DAY


def _network(address):
    """One household: a customer with IPv6 has a whole /64 to ask from."""
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if ":" in address else address


def _is_served(phone):
    """Mobiles of our countries only: SMS to premium and distant numbers is what pumping fraud lives on."""
    ours = tuple(place.dialling for place in countries.all_countries())
    return phone.startswith(ours) and phones.is_mobile(phone)


def _send(phone, business_id, party_id, challenge, at):
    with business_scope(business_id):
        send_code(
            business=Business.objects.get(pk=business_id),
            party=find_party(party_id),
            phone=phone,
            challenge=challenge,
            occurrence=f"{challenge}:{at:%Y%m%d%H%M%S}",
        )
