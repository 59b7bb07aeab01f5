"""Phone numbers: any form in, E.164 inside, a readable form out."""

import re
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneMetadata, PhoneNumberFormat, PhoneNumberType

from smartkhata.core import countries
from smartkhata.core.errors import DomainError

# What people put between the digits.
_DRESSING = str.maketrans("", "", "-().\u00a0")
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def normalise(raw, country):
    """``"+E.164"`` from any form people write in `country` ("IN", "KE"); DomainError ``bad_phone`` otherwise."""
    place = countries.get(country)
    if plain := _plain_mobile(str(raw), place):
        return plain
    for written in _readings(str(raw).strip()):
        number = _parse(written, place.code)
        if number and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    text = _("Enter a phone number like %(example)s.") % {"example": place.phone_example}
    raise DomainError(text, code="bad_phone", fields={"phone": text})


def _plain_mobile(text, place):
    """The usual case without the long way: a mobile of the country by the library's own pattern, else ``""``."""
    digits = "".join(text.translate(_DRESSING).split())
    national = digits.removeprefix(place.dialling) if digits.startswith("+") else digits.removeprefix("0")
    return f"{place.dialling}{national}" if _mobiles(place.code).fullmatch(national) else ""


@lru_cache
def _mobiles(country):
    return re.compile(PhoneMetadata.metadata_for_region(country).mobile.national_number_pattern, re.ASCII)


def _readings(text):
    """As written; then as the international number that lacks its plus, as gateways and old phones write it."""
    yield text
    digits = phonenumbers.normalize_digits_only(text)
    if digits.startswith("00"):
        yield f"+{digits[2:]}"
    # Only for a country we serve: a slip of ten Indian digits must not become a number in Iran (98).
    if any(digits.startswith(place.dialling.lstrip("+")) for place in countries.all_countries()):
        yield f"+{digits}"


def _parse(text, country):
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def is_mobile(e164):
    number = _parse(e164, None)
    return number is not None and phonenumbers.number_type(number) in _MOBILE


def pretty(e164):
    """``+91 98765 43210``; what is no number stays as it is."""
    number = _parse(e164, None)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else e164


def mask(e164):
    """``number ending 210``: enough for its owner, too little for anybody else."""
    return f"number ending {e164[-3:]}"


def digits(e164):
    """Without the plus, as Daraja and SMS gateways want it."""
    return e164.lstrip("+")
