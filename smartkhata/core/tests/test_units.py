"""A unit agrees with its quantity."""

import pytest

from smartkhata.core.units import of_many


@pytest.mark.parametrize(
    ("quantity", "unit", "told"),
    [
        (1, "month", "month"),
        ("2.000", "month", "months"),
        ("0.5", "Box", "Boxes"),
        (3, "kg", "kg"),
        (3, "months", "months"),
        (3, "महीना", "महीना"),
        (3, "PCS", "PCS"),
        (3, "", ""),
    ],
)
def test_an_english_unit_that_we_know_is_told_in_the_plural(quantity, unit, told):
    assert of_many(unit, quantity) == told
