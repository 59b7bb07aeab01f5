"""Letting a drafter write a draft that was asked for."""

import structlog

from invoicing.drafting.local import LocalDrafter
from invoicing.drafting.proposal import Context, LastLine, PriceSeen
from invoicing.models import Draft, InvoiceLine
from invoicing.services.drafts import fill_draft
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.models import Business

log = structlog.get_logger(__name__)

HISTORY_LINES = 50


def write_draft(draft, *, drafter=None):
    """Fill a running draft from its sentence; a drafter that fails leaves it failed, with the sentence kept."""
    business = Business.objects.get(pk=draft.business_id)
    day = today(business)
    try:
        proposal = (drafter or LocalDrafter()).propose(draft.prompt, context_of(draft.party, business, day))
        fill_draft(draft, proposal, day=day)
    except Exception:  # whatever a drafter does, the person must get their sentence back
        log.exception("drafter_failed", draft=str(draft.pk))
        Draft.objects.filter(pk=draft.pk).update(
            generation=Draft.Generation.FAILED,
            generation_error="The draft could not be written. Write it by hand.",
        )


def context_of(party, business, day):
    """What a drafter may know: rates, terms and history, but no phone, e-mail or tax id."""
    lines = (
        InvoiceLine.objects.filter(invoice__party=party, invoice__status="open")
        .select_related("invoice")
        .order_by("-invoice__issued_on", "position")[:HISTORY_LINES]
    )
    return Context(
        country=business.country,
        currency=business.currency,
        tax_rate=countries.get(business.country).default_rate(day),
        today=day,
        price_history=tuple(
            PriceSeen(line.description, line.unit, line.rate, line.invoice.number, line.invoice.issued_on)
            for line in lines
        ),
        last_lines=tuple(
            LastLine(line.description, line.quantity, line.unit, line.rate)
            for line in lines
            if line.invoice_id == lines[0].invoice_id
        ),
    )
