"""The shape of a document: plain values, computed and formatted before the template sees them."""

from datetime import date
from decimal import Decimal
from typing import TypedDict


class Side(TypedDict, total=False):
    name: str
    address: str
    tax_id: str
    phone: str
    email: str
    state: str


class DocumentLine(TypedDict):
    description: str
    hsn: str
    quantity: Decimal
    unit: str
    rate: Decimal
    discount: Decimal
    amount: Decimal


class DocumentTax(TypedDict):
    name: str
    percent: Decimal
    taxable: Decimal
    amount: Decimal


class PayOptions(TypedDict, total=False):
    upi_uri: str
    vpa: str
    paybill: str
    account: str
    bank: str


class Document(TypedDict, total=False):
    """`language` is a code of settings.LANGUAGES; `currency` decides symbol and grouping."""

    title: str
    number: str
    issued_on: date
    due_on: date
    seller: Side
    buyer: Side
    currency: str
    lines: list[DocumentLine]
    subtotal: Decimal
    discount: Decimal
    tax_lines: list[DocumentTax]
    tax: Decimal
    tax_inclusive: bool
    round_off: Decimal
    total: Decimal
    paid: Decimal
    balance_due: Decimal
    words: str
    place_of_supply: str
    pay: PayOptions
    pay_code: str
    legal_lines: list[str]
    notes: str
    language: str
    status: str
