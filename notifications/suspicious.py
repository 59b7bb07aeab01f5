"""What words of a message look like phishing: a newcomer's are shown to staff (services/wording.py). Pure.

A hit proves nothing and stops nothing. The words are what public warnings of banks and regulators in India and Kenya
name again and again; a shop that bills for its goods needs none of them.
"""

import re

WORDS = (
    *("otp", "cvv", "kyc", "password", "passcode", "atm pin", "your pin", "verify your account"),
    *("account is blocked", "account will be blocked", "account is suspended", "account has been suspended"),
    *("click here", "lottery", "you have won", "you won", "claim your prize", "gift card", "free recharge"),
    *("ओटीपी", "केवाईसी", "पासवर्ड", "लॉटरी", "इनाम जीत", "खाता बंद", "खाता ब्लॉक"),
    *(
        "umeshinda",
        "bahati nasibu",
        "nywila",
        "neno la siri",
        "pin yako",
        "namba ya siri",
        "akaunti imefungwa",
    ),
)
# Addresses that hide where they lead.
SHORTENERS = (
    *("bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "ow.ly", "cutt.ly", "rb.gy", "t.ly", "tiny.cc"),
    *("shorturl.at", "rebrand.ly", "buff.ly", "v.gd", "s.id"),
)
_FOUND = re.compile(
    rf"(?<![\w.-])(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', '[ ]+') for word in WORDS)})(?!\w)"
    rf"|(?<![\w.-])(?:{'|'.join(map(re.escape, SHORTENERS))})(?=/)",
    re.IGNORECASE,
)


def suspicious(text):
    """The words and shortened addresses in `text` that staff should see, each once and in small letters."""
    return sorted({" ".join(found.lower().split()) for found in _FOUND.findall(text)})
