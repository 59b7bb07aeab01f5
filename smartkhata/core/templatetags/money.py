"""{{ amount|money:currency }} and its relatives."""

from decimal import Decimal

from django import template

from smartkhata.core import money as tools
from smartkhata.core import units

register = template.Library()


@register.filter
def money(amount, currency):
    """``₹1,23,456.00``; empty for None."""
    return "" if amount is None else tools.show(amount, currency)


@register.filter
def trim_money(amount, currency):
    """Without .00: for lists and cards."""
    return "" if amount is None else tools.show(amount, currency, trim=True)


@register.filter
def figure(amount, currency):
    """Grouped digits without the symbol: for columns under a head that names the currency."""
    return "" if amount in (None, "") else tools.group(Decimal(amount), currency).replace("-", "−")


@register.filter
def plain(number):
    """3.000 -> 3: a quantity as people write it."""
    if number in (None, ""):
        return ""
    number = Decimal(number)
    return f"{number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize():f}"


@register.filter
def of_many(unit, quantity):
    """``{{ line.unit|of_many:line.quantity }}``: months behind a 3."""
    return units.of_many(unit, quantity or 0)


@register.filter
def absolute(amount):
    return abs(amount)
