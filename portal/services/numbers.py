"""A customer's phone number, whichever country it is from."""

from django.utils.translation import gettext as _

from smartkhata.core import countries, phones
from smartkhata.core.errors import DomainError


def any_phone(raw):
    """E.164 from any form; the number itself tells its country, or each country is tried."""
    for country in countries.all_countries():
        try:
            return phones.normalise(raw, country.code)
        except DomainError:
            continue
    text = _("Enter your phone number with the country code, like +91 98765 43210 or +254 712 345678.")
    raise DomainError(text, code="bad_phone", fields={"phone": text})
