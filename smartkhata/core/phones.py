"""Phone numbers: any form in, E.164 inside, a readable form out."""

import phonenumbers
from phonenumbers import PhoneNumberType

from smartkhata.core import countries
from smartkhata.core.errors import DomainError

_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def normalise(raw, country):
    """``"+E.164"`` from any form people write in `country` ("IN", "KE"); DomainError ``bad_phone`` otherwise."""
    text = str(raw).strip()
    place = countries.get(country)
    digits = "".join(char for char in text if char.isdecimal())
    # 254722123456 and 919876543210 are how M-Pesa and SMS gateways write numbers: without the plus.
    candidates = [text, f"+{digits.removeprefix('00')}"] if len(digits) > 10 else [text]
    for candidate in candidates:
        number = _parse(candidate, country)
        if number and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    text = f"Enter a phone number like {place.phone_example}."
    raise DomainError(text, code="bad_phone", fields={"phone": text})


def is_mobile(e164):
    return phonenumbers.number_type(phonenumbers.parse(e164)) in _MOBILE


def pretty(e164):
    """``+91 98765 43210``"""
    number = _parse(e164, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) if number else e164


def mask(e164):
    return f"number ending {e164[-3:]}"


def digits(e164):
    return e164.lstrip("+")


def _parse(text, country):
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
