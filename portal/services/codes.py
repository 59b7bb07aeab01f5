"""One-time codes: to a phone that some shop knows, once, for ten minutes.

Known and unknown numbers are answered alike. Counts of tries are committed before a try is checked.
"""

import hashlib
import hmac
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from customers.selectors import find_party
from notifications.services.outbox import send_code
from portal.models import NetworkProfile, PhoneDevice
from portal.services.profiles import parties_of
from smartkhata.core import attempts
from smartkhata.core.codes import code_for
from smartkhata.core.errors import DomainError
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope

LIFE = timedelta(minutes=10)
RESEND_SECONDS = 60
MAX_TRIES = 5
PER_PHONE_HOUR, PER_PHONE_DAY, PER_ADDRESS_HOUR = 5, 10, 60


def request_code(phone, *, address, at=None):
    """Send a code to `phone` (E.164) if a shop knows it; 429 within 60 s or past the caps.

    A request within the code's life sends the same code again; after it, a new one.
    """
    at = at or timezone.now()
    attempts.count(f"code:address:{address}", limit=PER_ADDRESS_HOUR, seconds=3600)
    attempts.count(
        f"code:minute:{phone}",
        limit=1,
        seconds=RESEND_SECONDS,
        message="A code was just sent. Wait a minute.",
    )
    attempts.count(f"code:hour:{phone}", limit=PER_PHONE_HOUR, seconds=3600)
    attempts.count(f"code:day:{phone}", limit=PER_PHONE_DAY, seconds=86400)
    known = parties_of(phone)
    if not known:
        return
    challenge = _challenge(phone, at)
    business_id, party_id = known[0]
    with business_scope(business_id):
        send_code(
            business=Business.objects.get(pk=business_id),
            party=find_party(party_id),
            phone=phone,
            challenge=challenge,
            occurrence=f"{challenge}:{at:%Y%m%d%H%M%S}",
        )


def check_code(phone, code, *, address, at=None):
    """The NetworkProfile whose phone proved itself. 400 otp_invalid for wrong, late and unknown alike.

    After five wrong tries the code is burnt, and further tries are a 429.
    """
    at = at or timezone.now()
    attempts.count(f"code:try:{address}", limit=100, seconds=3600)
    device = _count_try(phone)
    if device is None or not _fits(device, code, at):
        raise DomainError(
            "This code is not right or too old. Ask for a new one.",
            code="otp_invalid",
            fields={"otp": "Enter the 6 digits of the last SMS, or ask for a new code."},
        )
    return _use(device, at)


def _challenge(phone, at):
    """The running challenge of the phone, or a new one, which voids the old."""
    with transaction.atomic():
        profile, _ = NetworkProfile.objects.get_or_create(phone=phone)
        PhoneDevice.objects.get_or_create(profile=profile, defaults={"name": phone})
        device = PhoneDevice.objects.select_for_update().get(profile=profile)
        alive = device.challenge and device.valid_until > at and device.wrong_tries < MAX_TRIES
        if not alive:
            device.challenge, device.wrong_tries = uuid.uuid4(), 0
            device.token_hash = _hash(device, code_for(device.challenge))
            device.valid_until = at + LIFE
            device.save()
        return device.challenge


def _count_try(phone):
    """The device with this try counted (and committed), None for an unknown phone; 429 when it is burnt."""
    with transaction.atomic():
        rows = PhoneDevice.objects.select_for_update(of=("self",)).select_related("profile")
        device = rows.filter(profile__phone=phone).first()
        if device is None:
            return None
        burnt = device.wrong_tries >= MAX_TRIES
        if not burnt:
            device.wrong_tries += 1
            device.save(update_fields=["wrong_tries"])
    if burnt:
        text = "Too many wrong codes. Ask for a new code."
        raise DomainError(text, code="too_many_tries", status=429, extra={"retry_after": RESEND_SECONDS})
    return device


def _fits(device, code, at):
    right = hmac.compare_digest(device.token_hash, _hash(device, str(code).strip()))
    return bool(right and device.challenge and device.valid_until and device.valid_until > at)


def _use(device, at):
    """Void the code and mark the phone as verified; of two at once only one succeeds."""
    with transaction.atomic():
        used = PhoneDevice.objects.filter(pk=device.pk, challenge=device.challenge).update(
            challenge=None, token_hash="", wrong_tries=0, last_used_at=at
        )
        if not used:
            raise DomainError("This code is used already. Ask for a new one.", code="otp_invalid")
        profile = device.profile
        profile.phone_verified_at = profile.phone_verified_at or at
        profile.last_login_at = at
        profile.save()
    return profile


def _hash(device, code):
    """Keyed (the key is not in the database) and bound to the phone and the challenge."""
    text = f"{device.pk}:{device.challenge}:{code}".encode()
    key = hashlib.sha256(f"otp:{settings.TOKEN_KEY}".encode()).digest()
    return hashlib.pbkdf2_hmac("sha256", text, key, 20_000).hex()
