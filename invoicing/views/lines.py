"""What the lines of a form need on their page (templates/invoicing/_lines.html)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoicing.rows import tax_choice
from invoicing.selectors.items import items
from smartkhata.core import countries
from smartkhata.core.clock import today

OFFERED = 20
# The boxes of a line (_line.html): the id begins with the letter, the word stands above.
BOXES = {
    "description": ("d", _("Description")),
    "hsn": ("h", "HSN/SAC"),
    "quantity": ("q", _("Quantity")),
    "unit": ("u", _("Unit")),
    "rate": ("r", _("Rate")),
    "discount": ("c", _("Discount")),
    "tax_rate": ("t", _("Tax")),
}
UNITS = (
    "pcs", "kg", "g", "litre", "ml", "metre", "box", "packet", "dozen", "bag", "set",
    "hour", "day", "week", "month", "year",
)  # fmt: skip


def lines_context(rows, business):
    """The rows, with the items, units and tax rates that they offer."""
    country = countries.get(business.country)
    rates = _rates(country, business)
    for row in rows:
        row["other_rate"] = row["tax_rate"] not in ("", *dict(rates))
    return {
        "rows": rows,
        "line_problems": list(_problems(rows)),
        "row_count": len(rows),
        "items": [(item, tax_choice(item.tax_rate)) for item in items()[:OFFERED]],
        "units": UNITS,
        "rates": rates,
        "has_hsn": bool(country.item_code_label),
    }


def _problems(rows):
    """(id of the box, which line and box, what is wrong) for the summary on top of the page."""
    for row in rows:
        for field, text in row["problems"].items():
            letter, word = BOXES.get(field, ("d", field))
            where = gettext("Line %(number)s") % {"number": row["number"] + 1}
            yield f"{letter}{row['number']}", f"{where}, {word}", text


def _rates(country, business):
    """(value, words) of the rates of today; none for a shop that may show no tax."""
    if not country.charges_tax(business.registration):
        return []
    rates = country.tax_rates(today(business))
    twice = {rate.percent for rate in rates if [other.percent for other in rates].count(rate.percent) > 1}
    return [
        (tax_choice(rate.percent, rate.code if rate.percent in twice else ""), rate.label) for rate in rates
    ]
