"""A party and its khata as the API shows them: keys of the management document."""

import json

from django.conf import settings
from django.utils.module_loading import import_string

from customers import selectors


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
    others = {}
    for name in import_string(settings.PANELS):
        others |= import_string(name)(party)
    financial = {
        "total_invoices": party.total_invoices,
        "total_billed": party.total_billed,
        "total_paid": party.total_paid,
        "outstanding_balance": party.balance,
        **others.pop("financial", {}),
    }
    return {
        **row(party, day),
        "secondary_email": party.secondary_email,
        "secondary_phone": party.secondary_phone,
        "address": address_out(party.address),
        "business_type": party.business_type,
        "profile_type": party.profile_type,
        "tax_id": party.tax_id,
        "state_code": party.state_code,
        "preferred_payment_method": party.preferred_payment_method,
        "payment_terms": party.payment_terms,
        "credit_limit": party.credit_limit,
        "language": party.language,
        "auto_send_invoices": party.auto_send_invoices,
        "send_reminders": party.send_reminders,
        "ai_preferences": party.ai_preferences,
        "notes": party.notes,
        "phone_verified": party.phone_verified_at is not None,
        "portal_active": party.portal_active_at is not None,
        "created_at": party.created_at,
        "updated_at": party.updated_at,
        "financial_summary": financial,
        **others,
    }


def entry(line):
    """One line of the ledger with the balance after it."""
    return {
        "entry_id": line.pk,
        "date": line.on,
        "type": line.kind,
        "source": line.source,
        "amount": line.amount,
        "balance": line.running,
        "note": line.note,
    }


def address_in(address):
    """The document's address object, kept as JSON text in the encrypted column; a plain text stays one."""
    return json.dumps(address, ensure_ascii=False) if isinstance(address, dict) else str(address or "")


def address_out(text):
    """Always an object: {street, city, postal_code, country ...}."""
    try:
        found = json.loads(text)
    except ValueError:
        found = {"street": text} if text else {}
    return found if isinstance(found, dict) else {"street": text}


def address_lines(text):
    """The address as people write it on an envelope, a line each."""
    return "\n".join(str(part) for part in address_out(text).values() if part)
