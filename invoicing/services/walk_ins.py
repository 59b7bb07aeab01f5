"""A bill for somebody who leaves a name and a phone, and giving it to its customer later."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from customers.models import Party
from customers.services.checking import checked
from customers.services.posting import Line, post_many
from customers.services.walk_ins import walk_in_party
from invoicing.models import Invoice, Payment, PaymentClaim
from invoicing.services.drafts import start_draft
from invoicing.services.standing import keep_standing
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import current_business_id


def start_walk_in(*, name, phone="", lines=(), by, at=None, **content):
    """A draft for a walk-in: it becomes an invoice as any other, with this name and phone on it."""
    country = Business.objects.values_list("country", flat=True).get(pk=current_business_id())
    details = checked(country, {"name": name, "phone": phone})
    with transaction.atomic():
        draft = start_draft(walk_in_party(), lines=list(lines), by=by, at=at, **content)
        draft.walk_in = {"name": details["name"], "phone": details["phone"]}
        draft.save(update_fields=["walk_in"])
    return draft


def tag_invoices(invoices, party, *, by, at=None):
    """Give walk-in invoices (with what was paid of them) to `party`; returns how many were given.

    The document stays as it was issued; in the khata the walk-in party gets the opposite of each entry and
    `party` the entry. Invoices that are void, or no walk-in's any more, are left alone.
    """
    at = at or timezone.now()
    with transaction.atomic():
        walk_in = walk_in_party()
        if party.pk == walk_in.pk:
            raise DomainError("Choose the customer whose invoices these are.", code="no_customer")
        _lock(walk_in, party)
        found = _locked(invoices, walk_in)
        if not found:
            return 0
        payments = list(Payment.objects.filter(party=walk_in, allocations__invoice__in=found).distinct())
        post_many(
            [*_invoice_lines(found, walk_in, party), *_payment_lines(payments, walk_in, party)],
            by_id=getattr(by, "pk", None),
            at=at,
        )
        _hand_over(found, payments, party)
        for one in (walk_in, party):
            keep_standing(one)
        for invoice in found:
            record("invoice.tagged", invoice, by=by, at=at, party=party, number=invoice.number)
    party.refresh_from_db()
    return len(found)


def _lock(*parties):
    """In one order, as payments do: the party before its invoices."""
    rows = Party.objects.select_for_update(no_key=True).filter(pk__in=[party.pk for party in parties])
    list(rows.order_by("pk"))


def _locked(invoices, walk_in):
    rows = Invoice.objects.select_for_update().filter(pk__in=[invoice.pk for invoice in invoices])
    return list(
        rows.filter(party=walk_in).exclude(status=Invoice.Status.VOID).order_by("issued_on", "number")
    )


def _invoice_lines(invoices, walk_in, party):
    for invoice in invoices:
        source, note = f"invoice:{invoice.pk}", invoice.number
        yield Line(
            walk_in.pk,
            "invoice_out",
            -invoice.total,
            invoice.issued_on,
            f"{source}:handed_over:{party.pk}",
            note,
        )
        yield Line(party.pk, "invoice", invoice.total, invoice.issued_on, f"{source}:tagged:{party.pk}", note)


def _payment_lines(payments, walk_in, party):
    for payment in payments:
        source, note = f"payment:{payment.pk}", f"{payment.get_method_display()} {payment.reference}".strip()
        day = payment.received_on
        yield Line(walk_in.pk, "payment_out", payment.amount, day, f"{source}:handed_over:{party.pk}", note)
        yield Line(party.pk, "payment", -payment.amount, day, f"{source}:tagged:{party.pk}", note)


def _hand_over(invoices, payments, party):
    rows = Invoice.objects.filter(pk__in=[invoice.pk for invoice in invoices])
    # The seal says whom it was issued to, so that stays known.
    rows.update(issued_to=F("party_id"), party=party)
    Payment.objects.filter(pk__in=[payment.pk for payment in payments]).update(party=party)
    PaymentClaim.objects.filter(invoice__in=invoices).update(party=party)
