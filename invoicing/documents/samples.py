"""Documents of no shop, for the template's preview, the pictures of the docs and the benchmark."""

from datetime import date, timedelta
from decimal import Decimal

from invoicing.totals import Line, compute

DAY = date(2026, 11, 20)
SEAL = "5d41402abc4b2a76b9719d911017c592ae2b5a1c9f0e3d4786b1d2f09c3e7a55"
INDIA = {
    "country": "IN",
    "currency": "INR",
    "seller": {
        "name": "Asha Traders",
        "address": "14 Laxmi Road\nPune 411002",
        "tax_id": "27AAPFU0939F1ZV",
        "phone": "+91 98765 43210",
        "email": "bills@asha.example",
        "state": "27",
        "registration": "regular",
    },
    "buyer": {
        "name": "Sharma & Sons",
        "address": "7 Station Road\nNashik 422001",
        "tax_id": "27AABFR4321Q2ZW",
        "phone": "+91 91234 56789",
        "state": "27",
    },
    "place_of_supply": "Maharashtra (27)",
    "pay": {
        "vpa": "asha.traders@okaxis",
        "upi_uri": "upi://pay?pa=asha.traders@okaxis&pn=Asha%20Traders&tr=INV262700042&am=2454.40&cu=INR",
        "bank": "Bank of Maharashtra, Pune\nA/c 60123456789 · IFSC MAHB0000123",
    },
}
KENYA = {
    "country": "KE",
    "currency": "KES",
    "seller": {
        "name": "Wanjiku Supplies",
        "address": "Kimathi Street 123\nNairobi 00100",
        "tax_id": "P051365947M",
        "phone": "+254 712 345678",
        "registration": "vat",
    },
    "buyer": {"name": "Tech Solutions Ltd", "tax_id": "P051234567X", "phone": "+254 722 123456"},
    "place_of_supply": "",
    "pay": {"paybill": "522533", "account": "K34", "bank": "Equity Bank, Nairobi\nA/c 0123456789"},
}
LINES = {
    "IN": (
        Line("Basmati rice, 25 kg bag", Decimal(4), "bag", Decimal(1850), Decimal(100), Decimal(5), "1006"),
        Line("Ceiling fan, 1200 mm", Decimal(2), "piece", Decimal(2200), tax_rate=Decimal(18), hsn="8414"),
    ),
    "KE": (
        Line("Web hosting service", Decimal(3), "months", Decimal(15000), tax_rate=Decimal(16)),
        Line("Textbooks", Decimal(10), "piece", Decimal(850), tax_rate=Decimal(0), tax_code="A"),
    ),
}


def sample(country="IN", *, lines=None, number="", kind="invoice", title="", discount=Decimal(0), **more):
    """A Document without what ``complete`` adds; `more` replaces any key."""
    base = INDIA if country == "IN" else KENYA
    lines = lines or LINES[country]
    seller, buyer = base["seller"] | more.pop("seller", {}), base["buyer"] | more.pop("buyer", {})
    totals = compute(
        lines,
        country=country,
        registration=seller["registration"],
        seller_state=seller.get("state", ""),
        place_of_supply=buyer.get("state", ""),
        discount=discount,
        on=DAY,
    )
    return {
        **base,
        "seller": seller,
        "buyer": buyer,
        "kind": kind,
        "title": title or ("Tax Invoice" if country == "IN" else "INVOICE"),
        "number": number or ("INV-26-27-00042" if country == "IN" else "INV-0042"),
        "issued_on": DAY,
        "due_on": DAY + timedelta(days=30),
        "lines": [vars(line) | vars(counted) for line, counted in zip(lines, totals.lines, strict=True)],
        **{key: getattr(totals, key) for key in ("subtotal", "discount", "tax", "round_off", "total")},
        "tax_lines": [vars(line) for line in totals.tax_lines],
        "tax_inclusive": False,
        "paid": Decimal(0),
        "balance_due": totals.total,
        "pay_code": "K34",
        "seal": SEAL,
        "verify_uri": "https://smartkhata.example/v?t=Zk3vQx7LmP0aB9cd",
        **more,
    }
