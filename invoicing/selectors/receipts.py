"""Money in and out as documents that the customer gets: receipt, voucher of an advance, voucher of a refund."""

from decimal import Decimal

from invoicing.documents.complete import complete
from invoicing.selectors.documents import pictures_of
from invoicing.selectors.presenting import language_of, look_of, seller_of
from invoicing.selectors.templates import content_of, version_of
from invoicing.totals import Line, compute
from smartkhata.core import countries

# Proviso to Rule 50: with the rate unknown 18 %, with the supply's nature unknown between States.
RATE_OF_ADVANCE = Decimal(18)
ADVANCE_NOTE = (
    "Advance for supplies to come, rate not determinable when received: 18% (proviso to Rule 50)."
    " No tax is due on an advance for goods (Notification 66/2017-Central Tax)."
)


def receipt_document(payment, business):
    """What came in, what it settled, what is left. Wholly an advance to a GST shop: the Receipt Voucher of Rule 50."""
    against = _against(payment)
    settled = sum((row["amount"] for row in against), Decimal(0))
    advance = payment.amount + payment.withheld - settled
    core = {
        "kind": "receipt",
        "country": business.country,
        "title": countries.get(business.country).document_title("receipt"),
        "number": payment.number,
        "issued_on": payment.received_on,
        "currency": payment.currency,
        "total": payment.amount,
        "method": " ".join(filter(None, (payment.get_method_display(), payment.reference))),
        "against": against,
        "advance": advance,
        "balance_due": payment.balance_after,
        **_between(payment.party, business),
    }
    if not against and _taxes_advances(business):
        core |= _voucher("receipt_voucher", payment.amount, payment.party, business)
    return complete(core, content_of(version_of()))


def refund_document(refund, business):
    """Money that went back. Out of an advance that a Receipt Voucher told of: the Refund Voucher of Rule 51."""
    source = refund.payment or refund.credit_note
    given_on = source.received_on if refund.payment else source.issued_on
    core = {
        "kind": "refund_voucher",
        "country": business.country,
        "title": countries.get(business.country).document_title("refund_voucher"),
        "number": refund.number,
        "issued_on": refund.paid_on,
        "currency": refund.currency,
        "total": refund.amount,
        "method": " ".join(filter(None, (refund.get_method_display(), refund.reference))),
        "against": [{"number": source.number, "date": given_on, "amount": refund.amount}],
        "notes": refund.note,
        **_between(refund.party, business),
    }
    if refund.payment and not refund.payment.allocations.exists() and _taxes_advances(business):
        core |= _voucher("refund_voucher", refund.amount, refund.party, business)
    return complete(core, content_of(version_of()))


def _between(party, business):
    """The two sides of a paper about money, in the customer's language and the shop's look."""
    return {
        "status": "issued",
        "seller": seller_of(business),
        "buyer": {
            "name": party.name,
            "phone": party.phone,
            "state": party.state_code,
            "tax_id": party.tax_id,
        },
        "language": language_of(party, business),
        "look": look_of(party),
        **pictures_of(business),
    }


def _taxes_advances(business):
    return business.country == "IN" and business.registration == "regular"


def _against(payment):
    return [
        {
            "number": row.invoice.number if row.invoice else "Khata",
            "date": row.invoice.issued_on if row.invoice else row.on,
            "amount": row.amount,
        }
        for row in payment.allocations.all()
    ]


def _voucher(kind, amount, party, business):
    """Tax inside the advance, by the buyer's State when it is known."""
    state = party.state_code
    totals = compute(
        [Line("Advance", Decimal(1), rate=amount, tax_rate=RATE_OF_ADVANCE)],
        country=business.country,
        registration=business.registration,
        seller_state=business.state_code,
        place_of_supply=state or "96",
        tax_inclusive=True,
    )
    line = vars(totals.lines[0]) | {"description": "Advance", "quantity": Decimal(1), "rate": amount}
    return {
        "kind": kind,
        "title": countries.get(business.country).document_title(kind),
        "lines": [line],
        "tax_lines": [vars(line) for line in totals.tax_lines],
        "tax": totals.tax,
        "tax_inclusive": True,
        "place_of_supply": countries.get("IN").states.get(state, ""),
        "notes": ADVANCE_NOTE,
        "advance_tax": True,
    }
