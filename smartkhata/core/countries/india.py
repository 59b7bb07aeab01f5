"""India: GST, GSTIN and PAN, the financial year from April, UPI. Sources: CGST Rules 46, 46A, 49; IGST s.10, 12."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from smartkhata.core.countries.base import Country, TaxHead, TaxRate, bad_tax_id
from smartkhata.core.countries.uqc import uqc

# Rule 5(1)(f) and Notification 2/2019: these words stand at the top of the bill.
NOTICES = {
    "composition": "Composition taxable person, not eligible to collect tax on supplies",
    "services": (
        "Taxable person paying tax in terms of notification No. 2/2019-Central Tax (Rate) dated 07.03.2019,"
        " not eligible to collect tax on supplies"
    ),
}
UNSIGNED = "Computer generated, no signature required"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GSTIN = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z][Z1-9ABD-J][0-9A-Z]")
_PAN = re.compile(r"[A-Z]{3}[ABCFGHJLPTK][A-Z](?!0000)[0-9]{4}[A-Z]")
# Union territories without a legislature of their own charge UTGST in place of SGST.
_UTGST = {"04", "26", "31", "35", "38", "97"}
STATES = {
    "01": "Jammu and Kashmir",
    "02": "Himachal Pradesh",
    "03": "Punjab",
    "04": "Chandigarh",
    "05": "Uttarakhand",
    "06": "Haryana",
    "07": "Delhi",
    "08": "Rajasthan",
    "09": "Uttar Pradesh",
    "10": "Bihar",
    "11": "Sikkim",
    "12": "Arunachal Pradesh",
    "13": "Nagaland",
    "14": "Manipur",
    "15": "Mizoram",
    "16": "Tripura",
    "17": "Meghalaya",
    "18": "Assam",
    "19": "West Bengal",
    "20": "Jharkhand",
    "21": "Odisha",
    "22": "Chhattisgarh",
    "23": "Madhya Pradesh",
    "24": "Gujarat",
    "26": "Dadra and Nagar Haveli and Daman and Diu",
    "27": "Maharashtra",
    "29": "Karnataka",
    "30": "Goa",
    "31": "Lakshadweep",
    "32": "Kerala",
    "33": "Tamil Nadu",
    "34": "Puducherry",
    "35": "Andaman and Nicobar",
    "36": "Telangana",
    "37": "Andhra Pradesh",
    "38": "Ladakh",
    "96": "Other Countries",
    "97": "Other Territory",
}
# Old numbers may still carry the codes of Daman and Diu and of Andhra Pradesh before the split.
_OLD_STATES = {"25", "28"}
# Rule 53 for notes; "Receipt" is a plain money receipt, no Receipt Voucher of Rule 50.
_TITLES = {
    "credit_note": "Credit Note",
    "debit_note": "Debit Note",
    "receipt": "Receipt",
    "receipt_voucher": "Receipt Voucher",
    "refund_voucher": "Refund Voucher",
    "estimate": "Estimate",
}
# What a seller without GST may call the paper; the word tax is not theirs.
_FREE_TITLES = {
    title.lower(): title for title in ("Invoice", "Bill", "Cash Memo", "Cash Bill", "Proforma Invoice")
}


def check_gstin(value):
    """15 characters: state, PAN, entity, Z, check character."""
    if not _GSTIN.fullmatch(value):
        raise bad_tax_id(_("A GSTIN has 15 characters, like 27AAPFU0939F1ZV."))
    if value[:2] not in STATES and value[:2] not in _OLD_STATES:
        raise bad_tax_id(
            _("%(digits)s is no state code. Check the first two digits of the GSTIN.") % {"digits": value[:2]}
        )
    if value[14] != gstin_check(value):
        raise bad_tax_id(_("The last character of the GSTIN does not fit. Check for a slip of the pen."))
    return value


def gstin_check(value):
    """The check character of the first 14: weights 1, 2, 1, 2 ... in base 36."""
    total = 0
    for position, char in enumerate(value[:14]):
        high, low = divmod(_ALPHABET.index(char) * (position % 2 + 1), 36)
        total += high + low
    return _ALPHABET[-total % 36]


def check_pan(value):
    if not _PAN.fullmatch(value):
        raise bad_tax_id(_("A PAN has 10 characters, like AAPFU0939F."))
    return value


def split_tax(rate, *, seller_state="", place_of_supply=""):
    """CGST and SGST (or UTGST) inside the seller's state, IGST to another (IGST Act s.7, s.8)."""
    rate = Decimal(rate)
    if place_of_supply and seller_state and place_of_supply != seller_state:
        return [TaxHead("IGST", rate)]
    local = "UTGST" if (place_of_supply or seller_state) in _UTGST else "SGST"
    return [TaxHead("CGST", rate / 2), TaxHead(local, rate / 2)]


def financial_year(on):
    """``26-27`` for 1 April 2026 to 31 March 2027."""
    start = on.year if on.month >= 4 else on.year - 1
    return f"{start % 100:02d}-{(start + 1) % 100:02d}"


def document_title(
    kind="invoice", *, registration="none", wanted="", taxed=True, exempt=False, registered_buyer=False
):
    """The title that the law gives: Rules 46 (taxed), 49 (nothing taxed), 46A (both, to an unregistered buyer).

    `wanted` is the shop's own word; only who is not registered may choose, and never the word tax.
    """
    if kind != "invoice":
        return _TITLES[kind]
    if registration == "regular":
        if not taxed:
            return "Bill of Supply"
        return "Invoice-cum-bill of supply" if exempt and not registered_buyer else "Tax Invoice"
    if registration in NOTICES:
        return "Bill of Supply"
    return _FREE_TITLES.get(wanted.strip().lower(), "Invoice")


def notices(kind="invoice", registration="none"):
    """What must stand at the top of the document."""
    return [NOTICES[registration]] if kind == "invoice" and registration in NOTICES else []


def legal_lines(kind="invoice", registration="none", *, signed=False):
    """What stands at its foot; Rule 46(q) asks for a signature or says why there is none."""
    return [] if signed else [UNSIGNED]


# Rates since 22 September 2025; 12 and 28 ended for most goods on that day.
_REFORM = date(2025, 9, 22)
_BEFORE = date(2025, 9, 21)
_START = date(2017, 7, 1)

INDIA = Country(
    code="IN",
    name="India",
    currency="INR",
    dialling="+91",
    time_zone="Asia/Kolkata",
    languages=("hi", "en"),
    payment_rails=("upi", "bank", "cash"),
    phone_example="98765 43210",
    rates=(
        TaxRate("0", Decimal("0"), "0%", _START),
        TaxRate("0.25", Decimal("0.25"), "0.25%", _START),
        TaxRate("1.5", Decimal("1.5"), "1.5%", date(2022, 7, 18)),
        TaxRate("3", Decimal("3"), "3%", _START),
        TaxRate("5", Decimal("5"), "5%", _START),
        TaxRate("12", Decimal("12"), "12%", _START, _BEFORE),
        TaxRate("18", Decimal("18"), "18%", _START, standard=True),
        TaxRate("28", Decimal("28"), "28%", _START, _BEFORE),
        TaxRate("40", Decimal("40"), "40%", _REFORM),
    ),
    tax_id_checks={"GSTIN": check_gstin, "PAN": check_pan},
    taxing_registrations=frozenset({"regular"}),
    split_tax=split_tax,
    financial_year=financial_year,
    document_title=document_title,
    legal_lines=legal_lines,
    notices=notices,
    tax_id_label="GSTIN",
    item_code_label="HSN/SAC",
    unit_code=uqc,
    states=STATES,
)
