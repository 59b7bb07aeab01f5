"""An address that somebody typed: a phone number in any form, an e-mail address."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from smartkhata.core import phones
from smartkhata.core.errors import DomainError


def checked(given, channel, country):
    """The address as messages need it; DomainError bad_phone or bad_email."""
    given = given.strip()
    if channel != "email":
        return phones.normalise(given, country)
    try:
        validate_email(given)
    except ValidationError:
        text = _("Enter an e-mail address like name@example.com.")
        raise DomainError(text, code="bad_email", fields={"recipient": text}) from None
    return given
