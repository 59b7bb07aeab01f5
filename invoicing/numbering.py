"""Numbers of documents: drawn inside the issuing transaction, without gap or double.

India: at most 16 characters, unique in the financial year (CGST Rule 46(b)); Kenya's run on.
"""

from invoicing.paycode import pay_code
from smartkhata.core import countries
from smartkhata.core.counters import next_value


def invoice_number(business, on):
    """``INV-26-27-00042`` in India, ``INV-0042`` in Kenya."""
    year = countries.get(business.country).financial_year(on)
    series = f"INV-{year}" if year else "INV"
    return f"{series}-{next_value(series):05d}" if year else f"{series}-{next_value(series):04d}"


def draft_number():
    return f"DRAFT-{next_value('draft'):03d}"


def receipt_number():
    return f"RCPT-{next_value('receipt'):04d}"


def next_pay_code():
    return pay_code(next_value("pay_code"))


def stripped(number):
    """Letters and digits only, upper case: how numbers are compared and what an SMS may hold."""
    return "".join(char for char in number.upper() if char.isalnum())
