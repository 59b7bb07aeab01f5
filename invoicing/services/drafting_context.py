"""What a drafter may know of a customer: rates, terms, habits; and what must never leave the machine."""

from dataclasses import replace
from decimal import Decimal

from invoicing.drafting.proposal import Context, LastLine, PastInvoice, PriceSeen
from invoicing.models import Invoice
from invoicing.selectors.drafts import terms_of
from smartkhata.core import countries
from smartkhata.core.models import Business

INVOICES = 20


def context_of(party, day, *, template=None):
    """The Context of a draft for `party`. The rate of tax is 0 where the shop charges none."""
    business = Business.objects.get(pk=party.business_id)
    country = countries.get(business.country)
    past = past_invoices(party)
    preferences = party.ai_preferences or {}
    return Context(
        country=business.country,
        currency=business.currency,
        tax_rate=Decimal(country.default_rate(day) if country.charges_tax(business.registration) else 0),
        today=day,
        price_history=tuple(
            PriceSeen(line.description, line.unit, line.rate, invoice.number, invoice.on)
            for invoice in past
            for line in invoice.lines
        ),
        last_lines=past[0].lines if past else (),
        past=past,
        business_type=party.business_type,
        terms_days=terms_of(party),
        credit_left=None if party.credit_limit is None else party.credit_limit - party.balance,
        language=str(preferences.get("language") or party.language or ""),
        wants_tax=preferences.get("include_tax"),
        instructions=template.ai_prompt if template else "",
    )


def without_history(context):
    """For who does not want earlier invoices to be read."""
    return replace(context, price_history=(), last_lines=(), past=())


def past_invoices(party):
    """The party's last open invoices as PastInvoice, the newest first."""
    rows = (
        Invoice.objects.filter(party=party, status="open")
        .prefetch_related("lines")
        .order_by("-issued_on", "-created_at")[:INVOICES]
    )
    return tuple(
        PastInvoice(
            row.number,
            row.issued_on,
            tuple(
                LastLine(line.description, line.quantity, line.unit, line.rate) for line in row.lines.all()
            ),
        )
        for row in rows
    )


def secrets_of(party):
    """Words of the customer that no provider may read: name, phones, e-mails, address, tax id."""
    fields = ("name", "phone", "secondary_phone", "email", "secondary_email", "tax_id", "address")
    return tuple(str(getattr(party, field)) for field in fields if getattr(party, field))
