"""A customer's statement as a document: the figures are the khata's (customers.selectors.statement)."""

from django.template.loader import render_to_string
from django.utils import translation

from customers import addresses
from customers.selectors import statement
from invoicing.documents import engine
from invoicing.documents.look import LOOKS, stylesheet
from invoicing.documents.render import stylesheet_url
from invoicing.selectors.documents import pictures_of

TEMPLATE = "invoicing/documents/statement.html"


def statement_document(party, business, *, from_on=None, to_on):
    """What the statement's template shows; call it in the shop's scope."""
    told = statement(party, from_on=from_on, to_on=to_on)
    return {
        "number": f"{party.number} {told['from_on']} {told['to_on']}",
        "look": LOOKS[0],
        **pictures_of(business),
        "seller": {"name": business.name, "address": business.address, "phone": business.phone},
        "buyer": {"name": party.name, "phone": party.phone, "address": addresses.lines(party.address)},
        "currency": business.currency,
        "told": told,
        "language": "en",
    }


def printed(document):
    """(content, content type) of a statement: a PDF, or the page to print where the server makes none.

    Call it outside any scope: the engine takes its time.
    """
    if not engine.available():
        return _html(document, stylesheet_url(document)).encode(), "text/html; charset=utf-8"
    css = stylesheet(document["look"], document["colour"])
    return engine.write_pdf(
        _html(document), css=css, identifier=document["number"].encode()
    ), "application/pdf"


def _html(document, sheet=""):
    with translation.override(document["language"]):
        return render_to_string(TEMPLATE, {"d": document, "stylesheet": sheet})
