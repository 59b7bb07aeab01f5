"""Units in a merchant's words and their codes in a return."""

import pytest

from smartkhata.core.countries.uqc import uqc


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("kg", "KGS"),
        ("Kilo", "KGS"),
        ("किलो", "KGS"),
        ("pcs", "PCS"),
        ("Nos.", "NOS"),
        ("bori", "BAG"),
        ("sq ft", "SQF"),
        ("QTL", "QTL"),
        ("month", "OTH"),
        ("", "OTH"),
    ],
)
def test_a_unit_has_a_code(unit, code):
    assert uqc(unit) == code
