"""Which countries there are."""

import pytest

from smartkhata.core import countries
from smartkhata.core.errors import DomainError


def test_a_country_is_found_by_its_code():
    assert [country.code for country in countries.all_countries()] == ["IN", "KE"]
    assert countries.get("ke").name == "Kenya"


@pytest.mark.parametrize("code", ["US", "", None])
def test_an_unknown_country_is_refused(code):
    with pytest.raises(DomainError) as refused:
        countries.get(code)
    assert refused.value.code == "bad_country"
