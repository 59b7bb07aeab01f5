"""India and Kenya. A new country is a file and a line here."""

from smartkhata.core.countries.base import Country, TaxHead, TaxRate
from smartkhata.core.countries.india import INDIA
from smartkhata.core.countries.kenya import KENYA
from smartkhata.core.errors import DomainError

_ALL = {country.code: country for country in (INDIA, KENYA)}

__all__ = ["Country", "TaxHead", "TaxRate", "all_countries", "get"]


def get(code):
    """The Country of an ISO code; DomainError ``bad_country`` for one we do not serve."""
    try:
        return _ALL[str(code).upper()]
    except KeyError:
        raise DomainError("Choose India (IN) or Kenya (KE).", code="bad_country") from None


def all_countries():
    return list(_ALL.values())
