"""Where the owner's own words may go along. Pure: a channel and an address in, the reason why not out."""

from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notifications.registered import INDIA
from smartkhata.core.errors import DomainError

# Beside a bill: with our own text four SMS at most, eight in Hindi. A message that is nothing but words may be longer.
LONGEST, LONGEST_ALONE = 300, 1_000

# TRAI, TCCCPR 2018: every SMS to an Indian number is a registered text with its registered variables.
REGISTERED_ONLY = _(
    "To India an SMS may only carry its registered text (TRAI). Your own words go by e-mail only."
)
# WhatsApp: outside of 24 hours after the customer's last word a business sends approved texts only.
APPROVED_ONLY = _(
    "A WhatsApp account may only begin with its approved text. Share it from your own WhatsApp to add words."
)
# What an SMS part costs about, by the number's country; the provider's own bill decides.
PRICES = {"+91": ("INR", Decimal("0.20")), "+254": ("KES", Decimal("0.80"))}


def checked(text):
    """The words that go with a bill; DomainError ``too_long`` if they are more than LONGEST characters."""
    text = text.strip()
    if len(text) <= LONGEST:
        return text
    said = gettext("Write at most %(most)s characters of your own words; these are %(n)s.")
    said %= {"most": LONGEST, "n": len(text)}
    raise DomainError(said, code="too_long", fields={"message": said})


def why_not(channel, recipient):
    """Why the owner's own words can't go to `recipient` by `channel`; empty if they can."""
    if channel == "sms" and recipient.startswith(INDIA):
        return REGISTERED_ONLY
    return APPROVED_ONLY if channel == "whatsapp" else ""


def price(recipient, parts):
    """(currency, about what `parts` of an SMS to this number cost); None where we know no price."""
    for prefix, (currency, each) in PRICES.items():
        if recipient.startswith(prefix):
            return currency, each * parts
    return None
