"""What Gemini is sent: the goods and their prices, and nothing personal."""

import json
import re

import pytest

from invoicing.drafting.gemini.privacy import redacted
from invoicing.tests.test_gemini import SECRETS, write

PERSONAL = (
    "call 9876543210 for 3 fans at 1450 each",
    "3 fans at 1450 each, whatsapp +91 98765 43210",
    "3 fans at 1450 each, mail to ramesh@gupta.example",
    "3 fans at 1450 each for GSTIN 29AAACS1234P1Z3",
    "3 fans at 1450 each, PAN AAPPV1234K",
    "3 fans at 1450 each, PIN P051234567X",
    "deliver 3 fans at 1450 each to 12 MG Road, Bengaluru 560001",
    "3 fans at 1450 each, drop at Flat 4, Shanti Nagar",
    "Ramesh Gupta ko 3 fans 1450 wale",
    "bill ramesh for 3 fans at 1450 each",
    "3 fans at 1450 each, upi ramesh@okaxis",
    "3 fans at 1450 each. P.O. Box 4512-00100",
    "3 fans at 1450 each, see www.gupta.example/orders",
    "3 fans at 1450 each, (987) 654-3210",
    "3 fans at 1450 each, +91 (98765) 43210",
    "3 fans 1450 wale, 9876543210ko bhej do",
    "3 fans 1450 wale 9876543210pe bhejo",
    "3 fans at 1450 each Mob9876543210",
    "3 fans,9876543210",
    "3 fans at 1450 each फोन९८७६५४३२१०",
    "3 fans at 1450 each, 98765/43210",
    "3 fans at 1450 each, 98765  43210",
    "3 fans at 1450 each, 98765–43210",
    "3 fans at 1450 each, 98765,43210",
    "3 fans at 1450 each gst29AAACS1234P1Z3",
    "3 fans at 1450 each GSTIN_29AAACS1234P1Z3",
    "3 fans at 1450 each PAN aappv1234kko",
    "3 fans at 1450 each, 12 गांधी नगर, दिल्ली 110001",
    "3 fans at 1450 each, मकान नंबर 12, सेक्टर 5",
    "3 fans at 1450 each, S.L.P 4512",
    "3 fans at 1450 each, 45, Karol Bagh, New Delhi 110005",
    "3 fans at 1450 each, Mumbai 400013",
    "3 fans at 1450 each, ramesh at gupta dot com",
    "3 fans at 1450 each, ravi at mehta dot co",
    "रमेश को 3 fans 1450 वाले",
    "रमेशजी 3 fans 1450 wale",
    "rameshko 3 fans 1450 wale",
)
_NEVER = re.compile(
    r"98765|43210|654-3210|[९]८७|gupta|ramesh|29AAACS|AAPPV1234K|P051234567X|MG Road|560001|Shanti|4512|okaxis"
    r"|गांधी|110001|सेक्टर|मकान|Karol|110005|400013|mehta|रमेश",
    re.IGNORECASE,
)


@pytest.mark.parametrize("prompt", PERSONAL)
def test_nothing_personal_leaves_the_machine(fake, prompt):
    write(prompt)
    # Escapes undone, so that Devanagari can be found.
    sent = json.dumps(json.loads(fake.received[0].partition("\n")[2]), ensure_ascii=False)
    assert not _NEVER.search(sent) and "fan" in sent and len(fake.received) == 1


@pytest.mark.parametrize(
    "text",
    [
        "website 1,50,00,000 and 45,000 for 12 months",
        "machine at 1,00,00,00,000.50",
        "1,50,000 for the website",
        "12000 x 3",
        "tiles 1200 x 3",
        "rates 385, 1450, 2000",
        "logo 150000, 5 chairs 2500 and 3 tables at 4,500",
        "delivery to Nairobi 15000",
        "3 पंखे 1450 रुपये, 10 बोरी सीमेंट 385",
        "3 fans at 1450.50 each, by 20-11-2026, 12 bulbs",
    ],
)
def test_money_stays_readable(text):
    assert redacted(text, SECRETS) == text


def test_a_price_before_a_place_stays():
    assert redacted("3 fans at 1450 each for MG Road") == "3 fans at 1450 each for [place]"
