"""The shape of a document: plain values, computed and formatted before the template sees them.

Who builds one gives `Document`'s first part; ``complete.complete`` adds the second from the country's law and the
shop's template, and ``render`` makes HTML and PDF of both.
"""

from datetime import date
from decimal import Decimal
from typing import TypedDict


class Side(TypedDict, total=False):
    """A party to the document. `tax_id_label` is added: GSTIN, PAN, KRA PIN."""

    name: str
    address: str
    tax_id: str
    tax_id_label: str
    phone: str
    email: str
    state: str
    state_name: str
    registration: str


class DocumentLine(TypedDict, total=False):
    """`amount` = quantity x rate - discount; `taxable` + `tax` is the line's part of the total."""

    description: str
    hsn: str
    quantity: Decimal
    unit: str
    unit_code: str
    rate: Decimal
    discount: Decimal
    tax_rate: Decimal
    tax_code: str
    taxable: Decimal
    tax: Decimal
    amount: Decimal


class DocumentTax(TypedDict):
    name: str
    percent: Decimal
    taxable: Decimal
    amount: Decimal


class PayOptions(TypedDict, total=False):
    amount: Decimal
    upi_uri: str
    vpa: str
    paybill: str
    account: str
    bank: str


class Against(TypedDict):
    """The invoice that a credit or debit note corrects (Rule 53), or that a payment settles."""

    number: str
    date: date
    amount: Decimal


class Document(TypedDict, total=False):
    """`kind` is invoice, estimate, credit_note, debit_note, receipt, receipt_voucher or
    refund_voucher; `country` an ISO code."""

    kind: str
    country: str
    title: str
    number: str
    status: str
    issued_on: date
    due_on: date
    valid_until: date
    reference: str
    reason: str
    against: list[Against]
    seller: Side
    buyer: Side
    ship_to: Side
    logo: str
    signature: str
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
    credited: Decimal
    balance_due: Decimal
    place_of_supply: str
    place_reason: str
    pay: PayOptions
    pay_code: str
    method: str
    notes: str
    language: str
    second: str
    colour: str
    look: str
    seal: str
    etims: dict[str, str]
    verify_uri: str
    # What complete() adds.
    title_english: str
    notices: list[str]
    copy: str
    reverse_charge: bool
    supply: dict
    columns: list[dict]
    tax_table: list[dict]
    tax_sums: list[dict]
    words: str
    words_english: str
    terms: list[str]
    legal_lines: list[str]
