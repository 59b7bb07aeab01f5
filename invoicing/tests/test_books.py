"""Random days at the counter: after each step the cached figures are the sum of the lines, and the ages too.

500 steps in CI; ``KHATA_STEPS=10000`` for the long run.
"""

import os
import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from customers.models import LedgerEntry, Party
from customers.selectors import ageing_of, balance_on, statement
from customers.services.corrections import BY_HAND, reverse_entry, write_off_difference
from customers.services.ledger import figures_of, note_entry
from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.services.proof import differences
from invoicing.services.voiding import void_invoice
from invoicing.testing import an_invoice
from smartkhata.core.clock import today
from smartkhata.core.errors import DomainError

STEPS = int(os.environ.get("KHATA_STEPS", "500"))
# Each step reads its customer's whole khata again.
PEOPLE = max(5, STEPS // 100)
BETWEEN_PROOFS = 250


class Counterside:
    """One shop's days: each step does one thing to one party, or is refused by a rule."""

    def __init__(self, person, dice):
        self.person, self.dice = person, dice
        self.day = today(person.business)
        self.parties = [a_party(person.user, name=f"Customer {n}") for n in range(PEOPLE)]
        self.invoices, self.done = [], Counter()

    def step(self):
        party = self.dice.choice(self.parties)
        acts = [self.gave, self.got, self.bill, self.pay, self.undo, self.void, self.let_go]
        act = self.dice.choices(acts, WEIGHTS)
        try:
            act[0](party)
            self.done[act[0].__name__] += 1
        except DomainError as refused:
            self.done[f"refused: {refused.code}"] += 1
        return Party.objects.get(pk=party.pk)

    def gave(self, party):
        note_entry(party, direction="gave", amount=self.amount(), on=self.some_day(), by=self.person.user)

    def got(self, party):
        note_entry(party, direction="got", amount=self.amount(), on=self.some_day(), by=self.person.user)

    def bill(self, party):
        self.invoices.append(an_invoice(self.person.user, party, on=self.some_day()))

    def pay(self, party):
        record_payment(
            party, amount=self.amount(), method="cash", received_on=self.some_day(), by=self.person.user
        )

    def undo(self, party):
        lines = LedgerEntry.objects.filter(party=party, kind__in=BY_HAND)
        if lines:
            reverse_entry(self.dice.choice(lines), by=self.person.user)

    def void(self, party):
        if self.invoices:
            void_invoice(self.dice.choice(self.invoices), reason="Wrong", by=self.person.user)

    def let_go(self, party):
        write_off_difference(party, by=self.person.user)

    def amount(self):
        return Decimal(self.dice.randrange(1, 2_000_000)) / 100

    def some_day(self):
        return self.day - timedelta(days=self.dice.randrange(0, 200))


WEIGHTS = (6, 5, 3, 4, 2, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_after_each_step_the_figures_are_the_sum_of_the_lines(asha):
    with asha.scope():
        shop = Counterside(asha, random.Random(7))
    for begin in range(0, STEPS, BETWEEN_PROOFS):
        with asha.scope():
            for number in range(begin, min(begin + BETWEEN_PROOFS, STEPS)):
                check_step(shop, number)
            assert differences() == []
    assert {"gave", "got", "bill", "pay", "undo", "void"} <= set(shop.done), shop.done


def check_step(shop, number):
    party = shop.step()
    check_figures(party)
    check_ages(party, shop.day - timedelta(days=45 * (number % 2)))
    if number % 10 == 9:
        check_statement(party, shop.day)


def check_figures(party):
    lines = list(
        LedgerEntry.objects.filter(party=party).select_related("reverses").order_by("on", "recorded_at", "pk")
    )
    for field, value in figures_of(lines).items():
        assert getattr(party, field) == value, field
    assert party.balance == sum((line.amount for line in lines), Decimal(0))


def check_ages(party, on):
    ages = ageing_of(party, on)
    assert ages.total == balance_on(party, on)
    assert all(amount >= 0 for name, amount in ages.columns.items() if name != "advances")
    assert ages.columns["advances"] <= 0


def check_statement(party, day):
    told = statement(party, from_on=day - timedelta(days=30), to_on=day)
    assert told["opening"] + told["gave"] - told["got"] == told["closing"] == party.balance
    assert not told["lines"] or told["lines"][-1].running == told["closing"]


@pytest.mark.django_db
def test_a_figure_that_was_touched_is_found(asha):
    """The check itself: a cached figure that somebody changed past the ledger is named."""
    with asha.scope():
        party = a_party(asha.user)
        note_entry(party, direction="got", amount=5, on=date(2026, 11, 1), by=asha.user)
        assert differences() == []
        Party.objects.filter(pk=party.pk).update(payment_history=[], paid_amount=1)
        assert {row.what for row in differences()} == {"payment_history", "paid_amount"}


@pytest.mark.django_db
def test_reversed_lines_sum_to_nothing(asha):
    with asha.scope():
        party = a_party(asha.user)
        entry = note_entry(party, direction="gave", amount=5, on=date(2026, 11, 1), by=asha.user)
        reverse_entry(entry, by=asha.user)
        with pytest.raises(DomainError, match="already"):
            reverse_entry(entry, by=asha.user)
        assert LedgerEntry.objects.aggregate(total=Sum("amount"))["total"] == 0
