"""UPI deep links (NPCI linking specification 1.6).

A link of a personal UPI ID is refused by payer apps when it comes from a web page or an SMS (OC-76C), so
only merchants' links may be tapped; a personal ID's link is for the camera.
"""

import re
from urllib.parse import quote

_VPA = re.compile(r"[A-Za-z0-9._-]{2,256}@[A-Za-z][A-Za-z0-9]{1,63}")


def payment_uri(*, vpa, name, amount=None, reference, note, upi_type="personal", mcc=""):
    """``upi://pay?...`` for `amount` rupees; without an amount the payer types it.

    `reference` comes back in statements, so it is cut to letters and digits. `mcc`, the category that the
    bank gave, is sent for a merchant only: a person has none.
    """
    parts = {
        "pa": vpa,
        "pn": name[:50],
        "mc": mcc if upi_type == "merchant" else "",
        "tr": re.sub(r"[^A-Za-z0-9]", "", reference)[:35],
        "tn": note[:50],
        "am": "" if amount is None else f"{amount:.2f}",
        "cu": "INR",
    }
    return "upi://pay?" + "&".join(f"{key}={quote(value, safe='@')}" for key, value in parts.items() if value)


def valid_vpa(text):
    return _VPA.fullmatch(text) is not None
