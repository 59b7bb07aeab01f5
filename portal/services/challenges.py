"""The device of a phone: which code it waits for. The code itself rests nowhere, only a keyed hash of it."""

import hashlib
import hmac
import uuid

from django.conf import settings
from django.db import transaction

from portal.models import NetworkProfile, PhoneDevice
from portal.services.rounds import LIFE
from smartkhata.core.codes import code_for


def challenge_of(phone, *, renew, at):
    """The challenge that the phone's code answers: the running one, or a new one, which voids the old."""
    with transaction.atomic():
        profile, _ = NetworkProfile.objects.get_or_create(phone=phone)
        PhoneDevice.objects.get_or_create(profile=profile, defaults={"name": phone})
        device = PhoneDevice.objects.select_for_update().get(profile=profile)
        if renew or not device.challenge or device.valid_until <= at:
            device.challenge = uuid.uuid4()
            device.token_hash = _hash(device, code_for(device.challenge))
            device.valid_until = at + LIFE
            device.save()
        return device.challenge


def answer(phone, code, *, at):
    """The profile whose running challenge `code` answers, else None. Of two right answers at once one succeeds."""
    device = PhoneDevice.objects.select_related("profile").filter(profile__phone=phone).first()
    if device is None or not _fits(device, code, at):
        return None
    with transaction.atomic():
        waiting = PhoneDevice.objects.filter(pk=device.pk, challenge=device.challenge)
        if not waiting.update(challenge=None, token_hash="", last_used_at=at):
            return None
        profile = device.profile
        profile.phone_verified_at = profile.phone_verified_at or at
        profile.last_login_at = at
        profile.save(update_fields=["phone_verified_at", "last_login_at", "updated_at"])
    return profile


def _fits(device, code, at):
    """Spaces and dashes don't count, and the digits may be Devanagari ones."""
    digits = "".join(str(int(char)) for char in str(code) if char.isdecimal())
    right = hmac.compare_digest(device.token_hash, _hash(device, digits))
    return bool(right and device.challenge and device.valid_until > at)


def _hash(device, code):
    """Keyed with what the database does not hold, and bound to the phone and the challenge."""
    text = f"otp:{device.pk}:{device.challenge}:{code}"
    return hmac.new(settings.TOKEN_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
