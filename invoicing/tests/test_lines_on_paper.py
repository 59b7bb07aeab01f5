"""What a document says of its lines and its place besides figures: reason of the taxes, codes of units, signature."""

from decimal import Decimal as D

from invoicing.documents.render import render_html
from invoicing.tests.paper import needs_tools
from invoicing.tests.test_document_pdf import paper, text
from invoicing.totals import Line


@needs_tools
def test_a_place_that_the_shop_chose_is_printed_with_its_reason():
    found = text(place_reason="installed there")
    assert "(installed there)" in found


def test_a_unit_has_the_code_of_a_return_only_on_goods_of_a_registered_seller():
    told = {"goods": ("8414", "regular"), "service": ("998313", "regular"), "unregistered": ("8414", "none")}
    said = {
        what: [
            line["unit_code"]
            for line in paper(
                lines=[Line("x", D(1), "kilo", D(1), hsn=hsn), Line("y", D(1), "month", D(1), hsn=hsn)],
                seller={"registration": registration},
            )["lines"]
        ]
        for what, (hsn, registration) in told.items()
    }
    assert said == {"goods": ["KGS", ""], "service": ["", ""], "unregistered": ["", ""]}


@needs_tools
def test_a_signed_paper_shows_the_signature_and_not_its_excuse():
    signed = render_html(paper(signature="data:image/png;base64,iVBORw0KGgo="))
    assert "Authorised signatory" in signed and "data:image/png;base64,iVBORw0KGgo=" in signed
    assert "no signature required" not in signed


@needs_tools
def test_the_discount_of_a_line_is_shown():
    """4 x 1,850 = 7,300 would be a riddle."""
    found = text()
    assert "Discount" in found and "−100.00" in found
