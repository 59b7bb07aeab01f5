"""What a customer sees of one shop. Call inside that shop's scope (doors.shop)."""

from decimal import Decimal

from django.conf import settings
from django.db.models import Q

from customers.selectors import find_party, ledger
from invoicing.models import Invoice, Quote
from invoicing.selectors import find_invoice, invoices, open_invoices, pay_options, state_of
from invoicing.selectors.quotes import find_quote, quote_state, quotes
from portal.models import NetworkProfile
from smartkhata.core.clock import today
from smartkhata.core.errors import not_found

ZERO = Decimal("0.00")
RAILS = {"IN": ["upi", "bank"], "KE": ["mpesa", "bank"]}


def person_with_phone(phone):
    """The name that the owner of a proven phone goes by; None for an unknown one or who keeps out of sight."""
    rows = NetworkProfile.objects.filter(
        phone=phone, portal_access_enabled=True, phone_verified_at__isnull=False
    )
    return rows.values_list("profile_name", flat=True).first() or None


def shop_balance(link, business):
    """Endpoint 7: the khata of the customer with one shop."""
    party = find_party(link.party_id)
    total = party.total_invoices
    last = ledger(party).first()
    return {
        "business_id": business.pk,
        "business_name": business.name,
        "customer_id": party.pk,
        "currency": business.currency,
        "total_outstanding": max(party.balance, ZERO),
        "balance": party.balance,
        "total_paid_lifetime": party.total_paid,
        "total_paid": party.total_paid,
        "total_invoices": total,
        "avg_invoice_amount": round(party.total_billed / total, 2) if total else None,
        "last_transaction": last.on if last else None,
        "payment_methods": methods(business),
        "payment_link": f"{settings.PUBLIC_BASE_URL}/pay/business-{business.pk}",
    }


def shop_summary(link, business):
    """Endpoint 5's row of a shop."""
    party = find_party(link.party_id)
    return {
        "business_id": business.pk,
        "business_name": business.name,
        "customer_id": party.pk,
        "currency": business.currency,
        "total_invoices": party.total_invoices,
        "total_outstanding": max(party.balance, ZERO),
        "balance": party.balance,
        "total_paid": party.total_paid,
    }


def shop_invoices(link, business, *, status=""):
    """Endpoint 6's rows of a shop, newest first; voided ones are left out unless asked for."""
    day = today(business)
    status = "" if status == "all" else status
    rows = invoices(day=day, party=find_party(link.party_id), status=status)
    rows = rows if status == "void" else rows.exclude(status=Invoice.Status.VOID)
    return [_row(invoice, business, day) for invoice in rows[:200]]


def next_bill(link):
    """The unpaid invoice that is due first, or None."""
    return open_invoices(find_party(link.party_id)).first()


def shop_quotes(link, business, *, most=50):
    """The quotes of a shop, newest first, each with its state; what the shop took back is left out."""
    day = today(business)
    rows = quotes(day=day, party=find_party(link.party_id)).exclude(status=Quote.Status.WITHDRAWN)
    return [_quote(row, business, day) for row in rows[:most]]


def own_invoice(link, ref):
    """An invoice of this customer in this shop; 404 for anybody else's."""
    invoice = find_invoice(ref)
    if invoice.party_id != find_party(link.party_id).pk:
        raise not_found("This bill was not found.")
    return invoice


def own_quote(link, ref):
    """A quote to this customer by this shop; 404 for anybody else's."""
    quote = find_quote(ref)
    if quote.party_id != find_party(link.party_id).pk:
        raise not_found("This quote was not found.")
    return quote


def public_view(invoice, business):
    """What the link in a message shows without a code: no line, no name."""
    options = pay_options(invoice, business)
    return {
        "business_name": business.name,
        "invoice_number": invoice.number,
        "amount_due": invoice.balance_due,
        "currency": invoice.currency,
        "status": state_of(invoice, today(business)),
        "due_date": invoice.due_on,
        "upi_uri": options.get("upi_uri"),
        "paybill": options.get("paybill"),
        "account": options.get("account"),
    }


def methods(business):
    """The rails that the shop has set up."""
    has = {"upi": business.upi_id, "mpesa": business.paybill, "bank": business.bank_details}
    return [rail for rail in RAILS[business.country] if has[rail]] + ["cash"]


def waiting_claims(invoice):
    return invoice.claims.filter(Q(status="pending") | Q(status="rejected")).order_by("-claimed_at")


def _row(invoice, business, day):
    state = state_of(invoice, day)
    return {
        "invoice_id": invoice.pk,
        "invoice_number": invoice.number,
        "business_id": business.pk,
        "business_name": business.name,
        "date": invoice.issued_on,
        "amount": invoice.total,
        "amount_due": invoice.balance_due,
        "currency": invoice.currency,
        "status": "unpaid" if state in ("open", "partly_paid") else state,
        "state": state,
        "due_date": invoice.due_on,
        "days_until_due": (invoice.due_on - day).days,
        "payment_link": f"{settings.PUBLIC_BASE_URL}/pay/{invoice.pk}",
        "pdf_url": f"{settings.PUBLIC_BASE_URL}/api/customer-portal/invoices/{invoice.pk}/pdf",
    }


def _quote(quote, business, day):
    state = quote_state(quote, day)
    return {
        "quote_id": quote.pk,
        "quote_number": quote.number,
        "business_id": business.pk,
        "business_name": business.name,
        "date": quote.issued_on,
        "valid_until": quote.valid_until,
        "amount": quote.total,
        "currency": quote.currency,
        "status": "waiting" if state == "open" else state,
    }
