"""Which columns the lines of a document have, and how wide: as wide as their longest figure, never wider than paper."""

from invoicing.documents.cells import quantity_of
from invoicing.documents.template import COLUMNS
from smartkhata.core import money

PAPER_MM, DESCRIPTION_MM = 180, 40
DIGIT_MM, SMALL_DIGIT_MM, PADDING_MM = 1.72, 1.55, 4
FIXED_MM = {"item": 8, "hsn": 18, "tax": 15}
FIGURES = ("rate", "discount", "taxable", "amount")
# The law wants these of a registered seller (Rule 46(g) to (l)), and sums want an amount.
ALWAYS = ("description", "amount")
REGISTERED = ("quantity", "rate", "tax")
# What goes first when the figures are so long that the description has no room.
DISPENSABLE = ("item", "taxable")


def of(document, body, *, registered):
    """[{key, mm}]: `mm` None for the column that takes the rest."""
    wanted = {COLUMNS[name] for name in body["columns"]} | set(ALWAYS)
    if registered and document["tax_table"]:
        wanted |= set(REGISTERED)
    wanted |= {"taxable"} if registered and document["look"] == "detailed" else set()
    wanted = {key for key in wanted if _needed(key, document, body, registered)} | _unasked(document)
    widths = {key: _width(key, document) for key in COLUMNS.values() if key in wanted}
    for key in DISPENSABLE:
        if sum(mm or DESCRIPTION_MM for mm in widths.values()) > PAPER_MM:
            widths.pop(key, None)
    return [{"key": key, "mm": mm} for key, mm in widths.items()]


def _needed(key, document, body, registered):
    if key == "hsn":
        return bool(document["item_code_label"]) and any(line.get("hsn") for line in document["lines"])
    if key in ("tax", "taxable"):
        return registered and bool(document["tax_table"])
    return True


def _unasked(document):
    """A discount that isn't shown makes 4 x 1,850 = 7,300; a code that was entered is there to be printed."""
    found = {"discount"} if any(line.get("discount") for line in document["lines"]) else set()
    if document["item_code_label"] and any(line.get("hsn") for line in document["lines"]):
        found.add("hsn")
    return found


def _width(key, document):
    if key == "description":
        return None
    if key in FIXED_MM:
        return FIXED_MM[key]
    digit = SMALL_DIGIT_MM if document["look"] == "detailed" else DIGIT_MM
    if key == "quantity":
        longest = max((len(quantity_of(line)) for line in document["lines"]), default=0)
        return min(34, max(18, round(longest * digit) + PADDING_MM))
    figures = [money.group(line.get(key) or 0, document["currency"]) for line in document["lines"]]
    return max(18 if key == "discount" else 20, round(max(map(len, figures), default=0) * digit) + PADDING_MM)
