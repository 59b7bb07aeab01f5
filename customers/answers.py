"""A party and its khata as the API shows them: keys of the management document."""

from decimal import Decimal

from customers import addresses, selectors
from customers.panels import panels_of
from customers.results import SUGGESTION, whole_phone

_REGISTERED = {"status": "registered"}

# What stands in the answer as it stands in the row.
_AS_STORED = (
    "secondary_email",
    "secondary_phone",
    "business_type",
    "profile_type",
    "tax_id",
    "state_code",
    "preferred_payment_method",
    "payment_terms",
    "credit_limit",
    "language",
    "auto_send_invoices",
    "send_reminders",
    "ai_preferences",
    "notes",
    "status_reason",
    "total_billed",
    "total_paid",
    "created_at",
    "updated_at",
)


def row(party, day):
    """One customer of the list (endpoint 1)."""
    return {
        "customer_id": party.number,
        "id": party.pk,
        "name": party.name,
        "email": party.email,
        "phone": party.phone,
        "total_invoices": party.total_invoices,
        "outstanding_balance": party.balance,
        "payment_status": selectors.payment_status(party, day),
        "status": party.status,
        "last_invoice_date": party.last_invoice_on,
        "tags": party.tags,
    }


def detail(party, day):
    """One customer in full (endpoint 2); invoices and payments come from the apps named in panels.py."""
    panels = panels_of(party)
    return {
        **row(party, day),
        **{field: getattr(party, field) for field in _AS_STORED},
        "address": addresses.parts(party.address),
        "phone_verified": party.phone_verified_at is not None,
        "portal_active": party.portal_active_at is not None,
        "created_by": party.created_by_id,
        "financial_summary": financial_summary(party) | panels.pop("financial", {}),
        **panels,
    }


def found(result):
    """One row of a search: a party, or a name of the network that is in nobody's book here."""
    party = result.party
    if party is None:
        return (
            _to_create(result.name, result.phone) | {"type": result.kind, "customer_id": None} | _REGISTERED
        )
    return {
        "type": result.kind,
        "customer_id": party.pk,
        "number": party.number,
        "name": party.name,
        "phone": party.phone,
        "email": party.email,
        "profile_type": party.profile_type,
        "status": "registered" if party.registered_at else "not_registered",
        "phone_verified": party.phone_verified_at is not None,
        "last_invoice": party.last_invoice_on,
        "total_balance": party.balance,
        "portal_active": party.portal_active_at is not None,
    }


def to_create(asked, country):
    """The last row of a search: what was typed, as the customer it may become."""
    phone = whole_phone(asked, country)
    return _to_create("" if phone else asked.text, phone or None)


def _to_create(name, phone):
    return {
        "type": SUGGESTION,
        "customer_id": "NEW",
        "name": name,
        "phone": phone,
        "profile_type": None,
        "status": "not_registered",
        "action": "create_new",
    }


def pair(pair):
    """Two customers who may be one, with what says so."""
    return {
        "one": _named(pair.one),
        "other": _named(pair.other),
        "reasons": list(pair.reasons),
        "explanation": ", ".join(str(word) for word in pair.words),
    }


def _named(party):
    return {
        "customer_id": party.number,
        "id": party.pk,
        "name": party.name,
        "phone": party.phone,
        "email": party.email,
        "status": party.status,
        "outstanding_balance": party.balance,
    }


def financial_summary(party):
    """What the party's row remembers of its ledger."""
    return {
        "total_invoices": party.total_invoices,
        "total_billed": party.total_billed,
        "total_paid": party.total_paid,
        "outstanding_balance": party.balance,
        "average_payment_days": party.average_payment_days,
        "payment_history": [{**row, "amount": Decimal(row["amount"])} for row in party.payment_history],
    }
