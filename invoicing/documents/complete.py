"""What a document says besides its figures: the words of the law, of the shop's template and of the language."""

import re
from decimal import Decimal

from invoicing.documents import columns
from invoicing.documents.labels import labels, title_in
from smartkhata.core import countries, money, words
from smartkhata.core.errors import DomainError
from smartkhata.core.templatetags.money import plain

# Above this a UPI app refuses most payments between persons: the bank account is named first.
UPI_DAILY_LIMIT = Decimal(100_000)
MANY_TAX_LINES = 6
CARRIES_PAYMENT = ("invoice", "debit_note", "estimate")
ZERO = Decimal(0)
NOTHING = {"discount": ZERO, "credited": ZERO, "round_off": ZERO, "tax_lines": [], "tax": ZERO, "lines": []}


def complete(document, content):
    """The Document with everything that follows from it and from a template's `content` (template.py)."""
    country = countries.get(document["country"])
    whole = {
        **NOTHING,
        **document,
        **_parties(document, country, content),
        **_law(document, country),
        **_wording(document, content),
        **_dress(document, content),
        "pay": _pay(document, content),
        "item_code_label": country.item_code_label,
        "lines": [line | _told(line, document, country) for line in document.get("lines", ())],
        "supply": _supply(document, country),
    }
    registered = country.charges_tax(_registration(document))
    whole["tax_table"] = tax_table(whole, country)
    whole["tax_sums"] = _tax_sums(whole["tax_lines"])
    whole["columns"] = columns.of(whole, content["body"], registered=registered)
    return whole


def _told(line, document, country):
    """What is said of a line besides its figures: its tax in words, its unit as a return calls it."""
    return {"tax_label": _tax_label(line, country), "unit_code": _unit_code(line, document, country)}


def _unit_code(line, document, country):
    """Rule 46(i): goods have a unit or its Unique Quantity Code. Services (their codes begin with 99) have none."""
    unit = line.get("unit") or ""
    if not unit or not country.charges_tax(_registration(document)) or str(line.get("hsn")).startswith("99"):
        return ""
    code = country.unit_code(unit)
    return "" if code in ("OTH", unit.upper()) else code


def _supply(document, country):
    """Why these taxes (IGST Act s.7, s.8): {"to": "intra" or "inter", "heads": "CGST + SGST", "reason"}."""
    heads = list(dict.fromkeys(line["name"] for line in document.get("tax_lines", ())))
    if not country.states or not heads or not document.get("place_of_supply"):
        return None
    to = "inter" if "IGST" in heads else "intra"
    return {"to": to, "heads": " + ".join(heads), "reason": document.get("place_reason", "")}


def _tax_label(line, country):
    """``18%``; a line at nothing says why where its code tells (zero-rated, exempt)."""
    rate, code = Decimal(line.get("tax_rate") or 0), line.get("tax_code") or ""
    return country.rate_label(rate, code) if code and not rate else f"{plain(rate)}%"


def tax_table(document, country):
    """A row a rate: {label, percent, taxable, heads, tax}; zero-rated and exempt stand apart."""
    heads, rows = _heads(document["tax_lines"]), {}
    if not country.charges_tax(_registration(document)):
        return []
    for line in document["lines"]:
        rate, code = Decimal(line.get("tax_rate") or 0), line.get("tax_code") or ""
        key = (rate, "" if rate else code)
        rows.setdefault(key, _tax_row(country.rate_label(rate, code), rate, heads.get(rate, [])))
        if not rows[key]["heads"]:
            rows[key]["taxable"] += line["taxable"] if "taxable" in line else line["amount"]
    return [rows[key] for key in sorted(rows)]


def _tax_row(label, rate, heads):
    """A taxed rate's figures are those of its heads; the lines at nothing are added up."""
    taxable, tax = heads[0]["taxable"] if heads else ZERO, sum((head["amount"] for head in heads), ZERO)
    return {"label": label, "percent": rate, "heads": heads, "taxable": taxable, "tax": tax}


def _heads(tax_lines):
    """rate -> its heads. Equal parts of a rate (CGST, SGST) carry its half each."""
    of_percent = {}
    for line in tax_lines:
        of_percent.setdefault(line["percent"], []).append(line)
    return {percent * len(lines): lines for percent, lines in of_percent.items()}


def _tax_sums(tax_lines):
    """The tax lines; with many rates one sum a head, because the table names the rates already."""
    if len(tax_lines) <= MANY_TAX_LINES:
        return tax_lines
    sums = {}
    for line in tax_lines:
        row = sums.setdefault(line["name"], {"name": line["name"], "percent": None, "amount": Decimal(0)})
        row["amount"] += line["amount"]
    return list(sums.values())


def _registration(document):
    return document["seller"].get("registration", "none")


def _parties(document, country, content):
    ship_to = document.get("ship_to")
    return {
        "seller": _seller(document["seller"], country, content),
        "buyer": _buyer(document["buyer"], country),
        "ship_to": _buyer(ship_to, country) if ship_to else None,
    }


def _law(document, country):
    kind = "invoice" if document["kind"] == "estimate" else document["kind"]
    registration = _registration(document)
    return {
        "notices": country.notices(kind, registration),
        "legal_lines": country.legal_lines(kind, registration, signed=bool(document.get("signature"))),
        "copy": _copy(country, registration, document["kind"]),
        # Rule 46(p) asks for a yes or no; a sale under reverse charge is no business of this product.
        "reverse_charge": False if country.code == "IN" and document.get("tax") else None,
    }


def _wording(document, content):
    """Title, amount and terms in the document's language; in English too, for who reads it at the other end."""
    language = document.get("language") or "en"
    total, currency = document["total"], document["currency"]
    return {
        "language": language,
        "second": document.get("second", content["second_language"]),
        "title": title_in(document["title"], language),
        "title_english": "" if language == "en" else document["title"],
        "words": words.in_words(total, currency, language),
        "words_english": "" if language == "en" else money.in_words(total, currency),
        "terms": _terms(document, content, language),
        "notes": document.get("notes", "") if content["footer"]["notes_section"] else "",
    }


def _dress(document, content):
    return {
        "look": document.get("look") or content["look"],
        "colour": content["colour"] or document.get("colour") or "",
        "logo": document.get("logo", "") if content["header"]["include_logo"] else "",
        "show_subtotal": content["body"]["show_subtotal"],
    }


def _seller(seller, country, content):
    shown = seller if content["header"]["include_company_details"] else _named(seller)
    return {**shown, "tax_id_label": country.tax_id_label, "state_name": _state(country, seller)}


def _named(seller):
    """Name, tax id and address stay: the law asks for them whatever the template hides."""
    return {key: value for key, value in seller.items() if key not in ("phone", "email")}


def _buyer(buyer, country):
    return {
        **buyer,
        "tax_id_label": _kind_of_id(buyer.get("tax_id", ""), country),
        "state_name": _state(country, buyer),
    }


def _kind_of_id(tax_id, country):
    for kind in country.tax_id_kinds:
        try:
            country.check_tax_id(kind, tax_id)
        except DomainError:
            continue
        return kind.replace("_", " ")
    return country.tax_id_label


def _state(country, side):
    code = side.get("state") or ""
    return f"{country.states[code]} ({code})" if code in country.states else ""


def _copy(country, registration, kind):
    """Rule 48: the buyer's copy says so."""
    if country.code == "IN" and registration == "regular" and kind == "invoice":
        return "Original for recipient"
    return ""


def _terms(document, content, language):
    footer, days = content["footer"], _days(document)
    more = list(filter(None, map(str.strip, footer["terms"].splitlines())))
    if days is None:
        return more
    say, own = labels(language), footer["payment_terms"]
    counted = say.terms_days.format(days) if days > 0 else say.terms_now
    named = re.search(r"(\d+)\s*(?:days?|दिन)", own)
    # The template's "within 30 days" must not contradict the terms of this customer.
    if named and (int(named[1]) != days or language != "en"):
        own = ""
    return [own or counted, *more] if named or not own else [counted, own, *more]


def _days(document):
    """Days to pay; None where nothing is to be paid by a day."""
    return (document["due_on"] - document["issued_on"]).days if document.get("due_on") else None


def _pay(document, content):
    """The ways to pay that the template shows. A note and a receipt ask for no money."""
    pay, footer = dict(document.get("pay") or {}), content["footer"]
    if document["kind"] not in CARRIES_PAYMENT:
        return {}
    if not footer["upi_details"]:
        pay.pop("upi_uri", None)
        pay.pop("vpa", None)
    if not footer["mpesa_details"]:
        pay.pop("paybill", None)
    if not footer["bank_details"]:
        pay.pop("bank", None)
    pay["bank_first"] = bool(pay.get("bank")) and document["total"] > UPI_DAILY_LIMIT
    return pay
