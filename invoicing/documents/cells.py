"""The lines of a document as cells of text: what stands in each column of each row."""

from smartkhata.core import money
from smartkhata.core.templatetags.money import plain
from smartkhata.core.units import of_many

# What doesn't tell by itself what it is, as "3 month × 15,000.00" does.
LABELLED = ("hsn", "discount", "taxable", "tax")


def head(document, say):
    """[(key, mm, text)] of the columns, in the words of `say` (labels.labels)."""
    return [
        (column["key"], column["mm"], _heading(column["key"], document, say))
        for column in document["columns"]
    ]


def rows(document, say):
    """A list of (class, text, label) a line; the label is for a phone, where no heads stand above the columns."""
    columns = [(key, text if key in LABELLED else "") for key, _mm, text in head(document, say)]
    return [
        [(*_cell(key, line, number, document["currency"]), label) for key, label in columns]
        for number, line in enumerate(document["lines"], start=1)
    ]


def _heading(key, document, say):
    text = document["item_code_label"] if key == "hsn" else getattr(say, key)
    return f"{text} ({document['currency']})" if key == "amount" else text


def _cell(key, line, number, currency):
    if key == "item":
        return "k-item", str(number)
    if key in ("description", "hsn"):
        return f"k-{key}", line.get(key) or ""
    if key == "quantity":
        return "k-num", quantity_of(line)
    if key == "tax":
        return "k-num", line.get("tax_label", "")
    return f"k-num k-whole k-{key}", _figure(key, line, currency)


def quantity_of(line):
    """``3 months``, ``2 pieces (PCS)``"""
    code = f" ({line['unit_code']})" if line.get("unit_code") else ""
    unit = of_many(line.get("unit") or "", line["quantity"])
    return f"{plain(line['quantity'])} {unit}{code}".strip()


def _figure(key, line, currency):
    amount = line.get(key)
    if amount is None or (key == "discount" and not amount):
        return ""
    return f"−{money.group(amount, currency)}" if key == "discount" else money.group(amount, currency)
