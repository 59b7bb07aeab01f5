"""Paying by hand at a Paybill."""

from decimal import Decimal

import pytest

from invoicing.gateways import mpesa


@pytest.mark.parametrize(("due", "asked"), [("100.00", 100), ("100.01", 101), ("0.40", 1)])
def test_shillings_are_whole_and_rounded_up(due, asked):
    told = mpesa.instructions(paybill="247247", account="K3A9", amount=Decimal(due))
    assert told == {"paybill": "247247", "account": "K3A9", "amount": asked}


@pytest.mark.parametrize(
    ("code", "valid"),
    [("24724", True), ("2472471", True), ("2472", False), ("24a247", False), ("24724\n", False)],
)
def test_a_short_code_has_five_to_seven_digits(code, valid):
    assert mpesa.valid_short_code(code) is valid
