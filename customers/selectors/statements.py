"""The statement of a party: one selector for page, PDF, API, export and message."""

from django.utils.translation import gettext as _

from customers.models import ZERO
from customers.selectors.ageing import ageing_of
from customers.selectors.khata import first_day, ledger
from smartkhata.core.errors import DomainError


def statement(party, *, from_on=None, to_on):
    """The khata from `from_on` (default: its first line) to `to_on`, oldest line first.

    {party, from_on, to_on, opening, lines (entries with ``running``), gave, got, closing, ageing (Ageing at
    `to_on`)}; opening + gave - got = closing = ageing.total. 400 when the range ends before it begins.
    """
    if from_on is None:
        from_on = min(first_day(party) or to_on, to_on)
    if from_on > to_on:
        text = _("The first day is after the last one. Change one of them.")
        raise DomainError(text, code="bad_range", fields={"from": text})
    lines = list(ledger(party, from_on=from_on, to_on=to_on))[::-1]
    gave = sum((line.amount for line in lines if line.amount > 0), ZERO)
    got = sum((-line.amount for line in lines if line.amount < 0), ZERO)
    ageing = ageing_of(party, to_on)
    return {
        "party": party,
        "from_on": from_on,
        "to_on": to_on,
        "opening": ageing.total - gave + got,
        "lines": lines,
        "gave": gave,
        "got": got,
        "closing": ageing.total,
        "ageing": ageing,
    }
