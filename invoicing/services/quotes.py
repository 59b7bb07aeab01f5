"""Quotes: what something would cost, given with a number, answered once."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from customers.services.standing import refuse_suspended
from invoicing import numbering
from invoicing.models import Draft, Quote
from invoicing.selectors.drafts import draft_totals, place_of_supply
from invoicing.selectors.presenting import buyer_of, seller_of
from invoicing.selectors.quotes import is_over
from invoicing.services.draft_content import clean_content
from invoicing.services.drafts import start_draft
from invoicing.services.invoices import check_numbers, tax_rows
from invoicing.services.presentation import presentation
from invoicing.services.sealing import QUOTE, seal_of
from smartkhata.core import countries
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record

VALID_DAYS = 30
TOTALS = ("subtotal", "discount", "tax", "round_off", "total")
SAID = ("place_reason", "reference", "ship_to", "notes", "tax_inclusive")
COUNTED = ("tax_rate", "tax_code", "amount", "taxable", "tax")


def priced(party, *, on, **content):
    """(Draft that is nowhere kept, Totals) of what would be quoted; DomainError by field."""
    draft = Draft(party=party, **clean_content(content))
    check_numbers(draft.lines)
    return draft, draft_totals(draft, party.business, on=on)


def give_quote(party, *, lines, by, valid_until=None, on=None, at=None, **content):
    """A numbered Quote dated `on` (today in the shop), good until `valid_until` (30 days later).

    `lines` as for a draft; `content`: discount, tax_inclusive, place_of_supply with place_reason, reference,
    ship_to, notes.
    """
    at = at or timezone.now()
    refuse_suspended(party, now=at)
    on = on or today(party.business, now=at)
    valid_until = valid_until or on + timedelta(days=VALID_DAYS)
    if valid_until < on:
        text = _("The last day can't be before the quote's own.")
        raise DomainError(text, code="bad_date", fields={"valid_until": text})
    draft, totals = priced(party, on=on, lines=lines, **content)
    with transaction.atomic():
        quote = _quote(draft, totals, on, valid_until)
        quote.created_at, quote.created_by_id = at, getattr(by, "pk", None)
        quote.seal = quote_seal(quote)
        quote.save(force_insert=True)
        record("quote.given", quote, by=by, at=at, party=party, number=quote.number)
    return quote


def quote_seal(quote):
    """The hash of what was offered (sealing.py)."""
    return seal_of(quote, [SimpleNamespace(**_numbers(line)) for line in quote.lines], QUOTE)


def accept_quote(quote, *, by=None, note="", at=None):
    """The quote with the draft that it became; the same draft however often it is accepted.

    Without `by` the customer did it, who can't once the last day is over; the shop can.
    """
    at = at or timezone.now()
    with transaction.atomic():
        quote = _locked(quote)
        if quote.status == Quote.Status.ACCEPTED:
            return quote
        _refuse_unless_open(quote, by, at)
        quote.draft = start_draft(quote.party, by=by, at=at, **_content(quote))
        _answer(quote, Quote.Status.ACCEPTED, note, by, at)
        record("quote.accepted", quote, by=by or "customer", at=at, party=quote.party, number=quote.number)
    return quote


def decline_quote(quote, *, by=None, note="", at=None):
    """The customer said no (or, with `by`, told the shop so)."""
    at = at or timezone.now()
    with transaction.atomic():
        quote, is_news = _closed(quote, Quote.Status.DECLINED, note, by, at)
        if is_news:
            record(
                "quote.declined", quote, by=by or "customer", at=at, party=quote.party, number=quote.number
            )
    return quote


def withdraw_quote(quote, *, by, note="", at=None):
    """The shop takes it back; nobody can accept it any more."""
    at = at or timezone.now()
    with transaction.atomic():
        quote, is_news = _closed(quote, Quote.Status.WITHDRAWN, note, by, at)
        if is_news:
            record("quote.withdrawn", quote, by=by, at=at, party=quote.party, number=quote.number)
    return quote


def _closed(quote, status, note, by, at):
    quote = _locked(quote)
    if quote.status == status:
        return quote, False
    _refuse_unless_open(quote, by, at)
    _answer(quote, status, note, by, at)
    return quote, True


def _locked(quote):
    return Quote.objects.select_for_update(of=("self",)).select_related("party__business").get(pk=quote.pk)


ANSWERED = {
    Quote.Status.ACCEPTED: gettext_noop("%(number)s was accepted."),
    Quote.Status.DECLINED: gettext_noop("%(number)s was declined."),
    Quote.Status.WITHDRAWN: gettext_noop("%(number)s was taken back by the shop."),
}


def _refuse_unless_open(quote, by, at):
    if quote.status != Quote.Status.OPEN:
        raise DomainError(
            gettext(ANSWERED[quote.status]) % {"number": quote.number}, code="answered", status=409
        )
    if by is None and is_over(quote, today(quote.party.business, now=at)):
        text = _("%(number)s was good until %(day)s. Ask the shop for a new one.")
        text %= {"number": quote.number, "day": date_format(quote.valid_until, "j M Y")}
        raise DomainError(text, code="quote_over", status=409)


def _answer(quote, status, note, by, at):
    quote.status, quote.answered_at, quote.answered_by_id = status, at, getattr(by, "pk", None)
    quote.answer = note.replace("\x00", "").strip()[:200]
    quote.save(update_fields=["status", "draft", "answered_at", "answered_by_id", "answer"])


def _quote(draft, totals, on, valid_until):
    business = draft.party.business
    drawn = numbering.draw("quote", business, on)
    shown = presentation(draft, business, totals)
    return Quote(
        party=draft.party,
        number=drawn.text,
        number_key=drawn.key,
        series_id=drawn.series_id,
        serial=drawn.serial,
        currency=business.currency,
        issued_on=on,
        valid_until=valid_until,
        place_of_supply=place_of_supply(draft, business),
        seller=seller_of(business),
        buyer=buyer_of(draft.party),
        lines=[_line(*pair) for pair in enumerate(zip(draft.lines, totals.lines, strict=True), start=1)],
        tax_lines=tax_rows(totals),
        **{field: getattr(totals, field) for field in TOTALS},
        **{field: getattr(draft, field) for field in SAID},
        **shown | {"title": countries.get(business.country).document_title("estimate")},
    )


def _line(position, pair):
    row, counted = pair
    kept = {field: row[field] for field in ("description", "hsn", "quantity", "unit", "rate", "discount")}
    return {"position": position, **kept, **{field: str(getattr(counted, field)) for field in COUNTED}}


def _numbers(line):
    words = ("position", "description", "hsn", "unit", "tax_code")
    return {key: value if key in words else Decimal(value) for key, value in line.items()}


def _content(quote):
    """What the draft takes over: the rates and taxes that were promised."""
    kept = ("description", "hsn", "quantity", "unit", "rate", "discount", "tax_code")
    return {
        "lines": [
            {field: line[field] for field in kept}
            | {"tax_rate": line["tax_rate"] if quote.tax_lines else None, "source": quote.number}
            for line in quote.lines
        ],
        "discount": quote.discount,
        "tax_inclusive": quote.tax_inclusive,
        "place_of_supply": quote.place_of_supply,
        "place_reason": quote.place_reason or (f"as in {quote.number}" if quote.place_of_supply else ""),
        "reference": quote.reference or quote.number,
        "ship_to": quote.ship_to,
        "notes": quote.notes,
    }
