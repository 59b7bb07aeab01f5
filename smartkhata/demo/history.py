"""Twelve months of a demo shop: parties, khata entries, invoices, payments. Same seed, same shop."""

import random
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from customers.services.ledger import note_entry
from customers.services.parties import add_party
from invoicing.services.drafts import start_draft
from invoicing.services.invoices import accept_draft
from invoicing.services.payments import record_payment

INVOICES = 40


def add_parties(plan, shared, *, by, opened_at):
    """Forty parties, the shared people among them."""
    people = [(name, plan.phone_pattern.format(n * 37 + 11)) for n, name in enumerate(plan.names)]
    chosen = [*people[: 40 - len(shared)], *shared]
    return [
        add_party(name=name, phone=phone, email=_email(name, n), by=by, at=opened_at + timedelta(days=n))
        for n, (name, phone) in enumerate(chosen)
    ]


def add_year(business, plan, parties, *, by, today):
    """Forty invoices over twelve months, most of them paid, and entries written at the counter."""
    dice = random.Random(plan.shop)
    days = sorted(today - timedelta(days=dice.randrange(2, 360)) for _ in range(INVOICES))
    for number, day in enumerate(days):
        party = parties[number % len(parties)] if number % 3 else parties[-1 - number % 5]
        invoice = _invoice(business, plan, party, dice, day, by)
        _maybe_pay(business, plan, invoice, dice, today, by)
    for party in parties[::2]:
        _counter(party, dice, today, by)


def _invoice(business, plan, party, dice, day, by):
    lines = []
    for name, unit, rate in dice.sample(plan.goods, dice.randrange(1, 4)):
        lines.append({"description": name, "quantity": dice.randrange(1, 12), "unit": unit, "rate": rate})
    at = _moment(business, day, 10)
    draft = start_draft(party, lines=lines, by=by, at=at)
    return accept_draft(draft, by=by, on=day, at=at)


def _maybe_pay(business, plan, invoice, dice, today, by):
    chance = dice.random()
    paid_on = invoice.issued_on + timedelta(days=dice.randrange(1, 45))
    if chance < 0.25 or paid_on > today:
        return
    amount = invoice.total if chance < 0.85 else (invoice.total / 2).quantize(Decimal("1"))
    method = dice.choice(plan.methods)
    reference = "" if method == "cash" else f"DEMO{dice.randrange(10**9):09d}"
    record_payment(
        invoice.party,
        amount=amount,
        method=method,
        reference=reference,
        received_on=paid_on,
        invoice=invoice,
        by=by,
        at=_moment(business, paid_on, 16),
    )


def _counter(party, dice, today, by):
    day = today - timedelta(days=dice.randrange(5, 120))
    gave = Decimal(dice.randrange(2, 40) * 50)
    note_entry(party, direction="gave", amount=gave, on=day, by=by, note="Goods on credit")
    if dice.random() < 0.6:
        got = (gave / 2).quantize(Decimal("1"))
        note_entry(party, direction="got", amount=got, on=day + timedelta(days=3), by=by, note="Cash")


def _moment(business, day, hour):
    return datetime.combine(day, time(hour), ZoneInfo(business.time_zone))


def _email(name, number):
    if number % 2:
        return ""
    return f"{name.lower().replace(' ', '.').replace('&', 'and')}@example.com"
