"""The shop's paper with an example on it, for its owner to look at."""

from invoicing.documents.samples import sample
from invoicing.gateways import upi
from invoicing.selectors.documents import pictures_of
from invoicing.selectors.presenting import seller_of
from smartkhata.core import countries


def trial_document(business):
    """A Document of the shop itself, with somebody who does not exist and a QR that pays nothing."""
    seller = {key: value for key, value in seller_of(business).items() if value}
    registered = seller.get("tax_id") or ""
    document = sample(
        business.country,
        seller={"tax_id": registered, "phone": "", "email": "", "address": ""} | seller,
        title=countries.get(business.country).document_title(registration=business.registration),
        pay=_pay(business),
        language=business.language,
        **pictures_of(business),
        status="draft",
        seal="",
        verify_uri="",
    )
    return document | {"notes": "Thank you for your business."}


def _pay(business):
    pay = {"bank": business.bank_details, "paybill": business.paybill, "account": "K34"}
    if business.upi_id:
        uri = upi.payment_uri(
            vpa=business.upi_id, name=business.name, amount=1, reference="EXAMPLE", note="Example"
        )
        pay |= {"vpa": business.upi_id, "upi_uri": uri}
    return {key: value for key, value in pay.items() if value}
