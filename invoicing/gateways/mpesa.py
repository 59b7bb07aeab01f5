"""M-Pesa Paybill by hand: the number, the account and whole shillings (Daraja takes no cents)."""

import re
from decimal import ROUND_CEILING, Decimal

_SHORT_CODE = re.compile(r"[0-9]{5,7}")


def instructions(*, paybill, account, amount):
    """What the customer types: {"paybill", "account", "amount"}; the amount is rounded up to shillings."""
    whole = Decimal(amount).to_integral_value(ROUND_CEILING)
    return {"paybill": paybill, "account": account, "amount": whole}


def valid_short_code(text):
    return _SHORT_CODE.fullmatch(text) is not None
