"""A Document (shape.py) to HTML and PDF."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from invoicing.documents import cells, engine, qr
from invoicing.documents.labels import labels
from invoicing.documents.look import HOUSE_COLOUR, stylesheet
from smartkhata.core import money
from smartkhata.core.templatetags.dates import day

pdf_available = engine.available
_BODIES = dict.fromkeys(("receipt", "receipt_voucher", "refund_voucher"), "receipt")
# More letters than this do not fit in the largest type.
LONG_FIGURE = 15


def render_html(document, *, paper="a4", linked=True):
    """The whole page. `linked` for browsers: with its stylesheet; without it is what becomes the PDF."""
    sheet = stylesheet_url(document, paper) if linked else ""
    return _rendered("invoicing/documents/page.html", document, paper, stylesheet=sheet)


def render_part(document):
    """Only the paper itself, to stand inside another page that links ``stylesheet_url``."""
    return _rendered(_body(document, "a4"), document, "a4")


def render_pdf(document, *, paper="a4"):
    """PDF bytes, the same for the same document; DomainError ``pdf_unavailable`` (503) without Pango."""
    return engine.write_pdf(
        render_html(document, paper=paper, linked=False),
        css=stylesheet(document["look"], document["colour"], paper),
        identifier=f"{document['number']} {document.get('seal', '')}".encode(),
        roll=paper == "roll",
    )


def stylesheet_url(document, paper="a4"):
    colour = (document["colour"] or HOUSE_COLOUR).removeprefix("#")
    return reverse("invoicing:stylesheet", args=[document["look"], colour, paper])


def _rendered(template, document, paper, **more):
    with translation.override(document["language"]):
        context = _context(document, paper) | {"body": _body(document, paper)} | more
        return render_to_string(template, context)


def _body(document, paper):
    name = "roll" if paper == "roll" else _BODIES.get(document["kind"], "paper")
    return f"invoicing/documents/{name}.html"


def _context(document, paper):
    say = labels(document["language"], document["second"])
    heads = [head["name"] for row in document["tax_table"] for head in row["heads"]]
    return {
        "d": document,
        "l": say,
        "facts": _facts(document, say, paper),
        "head": cells.head(document, say),
        "rows": cells.rows(document, say),
        "roll_lines": [_on_a_roll(line, document["currency"]) for line in document["lines"]],
        "tax_heads": list(dict.fromkeys(heads)) or [say.of_tax],
        "long": len(money.group(document["total"], document["currency"])) > LONG_FIGURE,
        "qr": qr.png_data_uri(document["pay"]["upi_uri"]) if document["pay"].get("upi_uri") else "",
        "etims_qr": qr.png_data_uri(document["etims"]["url"]) if document.get("etims") else "",
        "verify_qr": qr.png_data_uri(document["verify_uri"]) if document.get("verify_uri") else "",
    }


def _facts(document, say, paper):
    """What is said beside the title; the number first."""
    rows = [(say.number, document["number"]), (say.date, day(document["issued_on"]))]
    rows += [(say.due, day(document["due_on"]))] if document.get("due_on") else []
    rows += [(say.valid_until, day(document["valid_until"]))] if document.get("valid_until") else []
    rows += [(say.reference, document["reference"])] if document.get("reference") else []
    if document["kind"] in ("credit_note", "debit_note"):
        rows += [(say.against, f"{row['number']}, {day(row['date'])}") for row in document.get("against", ())]
    if document.get("place_of_supply"):
        rows.append((say.place_of_supply, document["place_of_supply"]))
    # The narrow paper names the taxes below; every line of it is paper.
    if paper == "a4" and (supply := document["supply"]):
        why = f"{getattr(say, 'supply_' + supply['to'])}: {supply['heads']}"
        rows.append((say.supply, f"{why} ({supply['reason']})" if supply["reason"] else why))
    if document["reverse_charge"] is not None:
        rows.append((say.reverse_charge, say.no))
    if document.get("method"):
        rows.append((say.way, document["method"]))
    return rows


def _on_a_roll(line, currency):
    """A line in two rows: what it is, then how its amount comes about."""
    how = f"{cells.quantity_of(line)} × {money.group(line['rate'], currency)}"
    if line.get("discount"):
        how += f" −{money.group(line['discount'], currency)}"
    if line.get("tax_rate"):
        how += f" · {line['tax_label']}"
    code = f" ({line['hsn']})" if line.get("hsn") else ""
    return {
        "what": f"{line['description']}{code}",
        "how": how,
        "amount": money.group(line["amount"], currency),
    }
