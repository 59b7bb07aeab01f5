"""The khata as the API shows it: statement, ages, timeline, notes."""

from customers.selectors.timeline import part_of
from smartkhata.core.templatetags.ui import fact


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
        "reversed": line.is_reversed,
    }


def noted(line, party, photo_url=None):
    """What was written at the counter, and what the party owes now."""
    return {
        "entry_id": line.pk,
        "type": line.kind,
        "amount": abs(line.amount),
        "date": line.on,
        "note": line.note,
        "photo_url": photo_url,
        "balance": party.balance,
    }


def statement(told, currency):
    """A statement (selectors.statement) with its lines, oldest first."""
    party = told["party"]
    return {
        "customer_id": party.number,
        "name": party.name,
        "currency": currency,
        "from": told["from_on"],
        "to": told["to_on"],
        "opening_balance": told["opening"],
        "gave": told["gave"],
        "got": told["got"],
        "closing_balance": told["closing"],
        "entries": [entry(line) for line in told["lines"]],
        "ageing": told["ageing"].as_dict(),
    }


def aged(row):
    """One customer of the shop's ageing."""
    party, ages = row
    return {
        "customer_id": party.number,
        "id": party.pk,
        "name": party.name,
        "phone": party.phone,
        **ages.as_dict(),
    }


def event(row):
    """One fact of the timeline."""
    return {
        "event_id": row.pk,
        "type": part_of(row),
        "name": row.name,
        "text": str(fact(row.name)),
        "by": row.actor_label,
        "at": row.at,
        "subject": row.subject,
        "data": row.data,
    }


def note(row):
    return {"note_id": row.pk, "text": row.text, "pinned": row.pinned, "by": row.by_label, "at": row.at}
