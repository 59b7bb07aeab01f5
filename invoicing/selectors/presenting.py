"""Title, language and look of a document to be; shop and customer as it names them."""

from customers import addresses
from invoicing.documents.template import LANGUAGES, LOOKS
from smartkhata.core import countries

# Words of the management document's ai_preferences.
_LANGUAGES = {"english": "en", "hindi": "hi", "swahili": "sw"}


def title_of(draft, business, totals, content):
    rates = [line.tax_rate for line in totals.lines]
    return countries.get(business.country).document_title(
        "invoice",
        registration=business.registration,
        wanted=content["header"]["title"],
        taxed=any(rates),
        exempt=not all(rates),
        registered_buyer=bool(draft.party.tax_id),
    )


def language_of(party, business):
    """The customer's own language, else the shop's."""
    wished = str(party.ai_preferences.get("language", "")).lower()
    chosen = party.language or _LANGUAGES.get(wished, wished) or business.language
    return chosen if chosen in LANGUAGES else "en"


def look_of(party):
    """The look this customer gets (ai_preferences.invoice_template); empty for the template's own."""
    wished = str(party.ai_preferences.get("invoice_template", "")).lower()
    return wished if wished in LOOKS else ""


def seller_of(business):
    """The shop as documents name it; who is not registered prints no tax number."""
    return {
        "name": business.name,
        "address": business.address,
        "phone": business.phone,
        "email": business.email,
        "state": business.state_code,
        "registration": business.registration,
        "tax_id": business.tax_id if business.registration != "none" else "",
    }


def buyer_of(party):
    """A customer as documents name them."""
    return {
        "name": party.name,
        "address": addresses.lines(party.address),
        "tax_id": party.tax_id,
        "phone": party.phone,
        "email": party.email,
        "state": party.state_code,
    }
