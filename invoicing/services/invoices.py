"""Issuing: a draft becomes a document with a number, an entry in the khata and a seal. Once."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from customers.services.ledger import post_to_locked
from customers.services.standing import refuse_suspended
from invoicing import numbering
from invoicing.drafting.review import blocking
from invoicing.models import Draft, Invoice, InvoiceLine
from invoicing.selectors.drafts import draft_rows, draft_totals, due_on, over_limit, place_of_supply
from invoicing.selectors.presenting import buyer_of, seller_of
from invoicing.services.credits import use_credit
from invoicing.services.drafts import lock_open
from invoicing.services.presentation import presentation
from invoicing.services.sealing import seal_of
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record


def accept_draft(draft, *, by, on=None, at=None):
    """Issue a draft as an invoice dated `on` (the draft's own date, else today in the shop). 409 already_sent for
    the second of two.

    400 when something must be cleared first: no lines, a missing rate or quantity, a blocking flag. What the
    customer has paid in advance settles it at once. Thirteen statements: docs/ledger.md says which.
    """
    at = at or timezone.now()
    with transaction.atomic():
        draft = lock_open(draft, with_party=True)
        business, party = draft.business, draft.party
        refuse_suspended(party, now=at)
        _check_ready(draft)
        on = on or _date_of(draft, today(business, now=at))
        totals = draft_totals(draft, business, on=on)
        _check_limit(draft, totals)
        invoice = _document(draft, totals, on, at, by)
        lines = issued_lines(invoice, draft_rows(draft), totals)
        # The numbers are drawn late, so that their row locks are short.
        drawn = numbering.draw("invoice", business, on)
        invoice.series_id, invoice.serial = drawn.series_id, drawn.serial
        invoice.number, invoice.number_key = drawn.text, drawn.key
        invoice.pay_code = numbering.next_pay_code()
        invoice.seal = seal_of(invoice, lines)
        invoice.save(force_insert=True)
        InvoiceLine.objects.bulk_create(lines)
        draft.status, draft.sent_at = Draft.Status.CONVERTED, at
        draft.save(update_fields=["status", "sent_at", "updated_at"])
        had_credit = party.balance < 0
        _post(invoice, by, at)
        if had_credit:
            use_credit(invoice, by=by, on=on, at=at)
        record("invoice.issued", invoice, by=by, at=at, party=party, number=invoice.number)
    return invoice


def check_numbers(rows):
    """DomainError by field while a line has no rate or quantity, or there is no line."""
    if not rows:
        raise DomainError(
            _("Add at least one line first."), code="no_lines", fields={"items": _("Add a line.")}
        )
    missing = {
        f"items.{number}.{field}": text
        for number, line in enumerate(rows)
        for field, text in MISSING.items()
        if line[field] is None
    }
    if missing:
        what = next(iter(missing)).rpartition(".")[2]
        raise DomainError(MISSING_FIRST[what], code=f"needs_{what}", fields=missing)


def tax_rows(totals):
    """The tax lines as a document keeps them."""
    return [
        {"name": t.name, "percent": str(t.percent), "taxable": str(t.taxable), "amount": str(t.amount)}
        for t in totals.tax_lines
    ]


def mark_sent(*invoices, at):
    """The first message about each invoice went out."""
    keys = [invoice.pk for invoice in invoices]
    Invoice.objects.filter(pk__in=keys, first_sent_at=None).update(first_sent_at=at)


A_YEAR = timedelta(days=366)
MISSING = {"rate": gettext_noop("Enter the rate."), "quantity": gettext_noop("Enter the quantity.")}
MISSING_FIRST = {
    "rate": gettext_noop("A rate is missing. Enter it first."),
    "quantity": gettext_noop("A quantity is missing. Enter it first."),
}


def _check_ready(draft):
    check_numbers(draft.lines)
    if flags := blocking(draft.flags):
        text = _("Look at this draft before it goes out: %(all)s.") % {
            "all": ", ".join(flags).replace("_", " ")
        }
        raise DomainError(text, code="needs_review", extra={"flags": flags})


def _date_of(draft, day):
    """The draft's own date, which is no day to come and no slip of a year."""
    on = draft.issued_on or day
    if not day - A_YEAR <= on <= day:
        text = _("An invoice is dated today or within the year before. Change its date.")
        raise DomainError(text, code="bad_date", fields={"issued_on": text})
    return on


def _check_limit(draft, totals):
    """A shop may want to issue nothing beyond a customer's credit limit."""
    over = over_limit(draft, totals)
    if over and draft.business.over_limit == "block":
        text = _(
            "With this, %(name)s would owe %(over)s more than their credit limit."
            " Take a payment first, or raise the limit."
        ) % {"name": draft.party.name, "over": format(over, ",.2f")}
        raise DomainError(text, code="over_credit_limit", extra={"over": over})


def _document(draft, totals, on, at, by):
    business = draft.business
    return Invoice(
        party=draft.party,
        draft=draft,
        **presentation(draft, business, totals),
        currency=business.currency,
        issued_on=on,
        due_on=due_on(draft, on),
        place_of_supply=place_of_supply(draft, business),
        place_reason=draft.place_reason,
        reference=draft.reference,
        ship_to=draft.ship_to,
        seller=seller_of(business),
        buyer=buyer_of(draft.party) | draft.walk_in,
        subtotal=totals.subtotal,
        discount=totals.discount,
        tax=totals.tax,
        tax_lines=tax_rows(totals),
        tax_inclusive=draft.tax_inclusive,
        round_off=totals.round_off,
        total=totals.total,
        notes=draft.notes,
        created_at=at,
        created_by_id=getattr(by, "pk", None),
    )


def issued_lines(invoice, rows, totals):
    """InvoiceLines of rows as a draft keeps them, with what `totals` counted of each."""
    return [
        InvoiceLine(
            invoice=invoice,
            position=number,
            description=row["description"],
            hsn=row["hsn"],
            quantity=Decimal(row["quantity"]),
            unit=row["unit"],
            rate=Decimal(row["rate"]),
            discount=Decimal(row["discount"]),
            tax_rate=line.tax_rate,
            tax_code=line.tax_code,
            amount=line.amount,
            taxable=line.taxable,
            tax=line.tax,
        )
        for number, (row, line) in enumerate(zip(rows, totals.lines, strict=True), start=1)
    ]


def _post(invoice, by, at):
    party = invoice.party
    post_to_locked(
        party,
        kind="invoice",
        amount=invoice.total,
        on=invoice.issued_on,
        source=f"invoice:{invoice.pk}:issued",
        by=by,
        note=invoice.number,
        at=at,
        oldest_due_on=min(
            filter(None, (party.oldest_due_on, invoice.total and invoice.due_on)), default=None
        ),
    )
