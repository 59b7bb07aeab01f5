"""A document on paper, read back: what the law asks for is there, inside the page, the same bytes each time."""

import os
import socket
import subprocess
import sys
import threading
from decimal import Decimal as D

import pytest

from invoicing.documents import engine
from invoicing.documents.complete import complete
from invoicing.documents.render import render_html, render_pdf
from invoicing.documents.samples import sample
from invoicing.documents.template import LOOKS, completed
from invoicing.tests.paper import fonts_of, needs_tools, qr_codes, size_of, squeezed, text_of, words_of
from invoicing.totals import Line

STANDARD = completed({})


def paper(country="IN", *, content=None, **more):
    return complete(sample(country, **more), completed(content))


def text(country="IN", *, roll=False, content=None, **more):
    return text_of(render_pdf(paper(country, content=content, **more), paper="roll" if roll else "a4"))


RULE_46 = {
    "(a) supplier": ("Asha Traders", "14 Laxmi Road", "27AAPFU0939F1ZV"),
    "(b) number": ("INV-26-27-00042",),
    "(c) date": ("20 Nov 2026",),
    "(d) recipient": ("Sharma & Sons", "7 Station Road", "27AABFR4321Q2ZW"),
    "(e) state": ("State: Maharashtra (27)",),
    "(g) HSN": ("1006", "8414"),
    "(h) description": ("Basmati rice, 25 kg bag", "Ceiling fan, 1200 mm"),
    "(i) quantity and unit": ("4 bags", "2 pieces (PCS)"),
    "(j) total": ("₹12,857.00",),
    "(k) taxable value": ("7,300.00", "4,400.00"),
    "(l) rate": ("CGST 2.5%", "SGST 2.5%", "CGST 9%", "SGST 9%", "5%", "18%"),
    "(m) tax": ("182.50", "396.00"),
    "(n) place of supply": ("Place of supply Maharashtra (27)",),
    "why these taxes": ("same State: CGST + SGST",),
    "(p) reverse charge": ("Reverse charge No",),
    "(q) signature": ("Computer generated, no signature required",),
    "Rule 48": ("ORIGINAL FOR RECIPIENT",),
}


A4_ONLY = ("Rule 48", "(e) state", "why these taxes")


@needs_tools
@pytest.mark.parametrize("look", LOOKS)
def test_a_tax_invoice_has_every_field_of_rule_46(look):
    found = text(content={"look": look})
    missing = {
        rule: part for rule, parts in RULE_46.items() for part in parts if part.lower() not in found.lower()
    }
    assert not missing
    assert "Tax Invoice".lower() in found.lower()


@needs_tools
def test_the_narrow_paper_has_them_too_and_ends_with_its_content():
    pdf = render_pdf(paper(), paper="roll")
    found = text_of(pdf).lower()
    asked = {rule: parts for rule, parts in RULE_46.items() if rule not in A4_ONLY}
    assert not [part for parts in asked.values() for part in parts if part.lower() not in found]
    width, height = size_of(pdf)
    assert width == 80 and 120 < height < 260


@needs_tools
def test_delivery_elsewhere_is_printed():
    there = {"name": "Warehouse", "address": "Plot 9, Peenya", "state": "29"}
    found = text(ship_to=there, place_of_supply="Karnataka (29)")
    assert "Deliver to" in found and "Plot 9, Peenya" in found and "Karnataka (29)" in found


@needs_tools
def test_between_states_the_tax_is_integrated():
    found = text(buyer={"state": "29"}, place_of_supply="Karnataka (29)")
    assert "IGST 5%" in found and "365.00" in found and "CGST" not in found
    assert "other State: IGST" in found


@needs_tools
def test_the_composition_notice_is_the_first_thing_on_the_bill():
    found = text(seller={"registration": "composition"}, title="Bill of Supply").strip()
    assert found.startswith("Composition taxable person, not eligible to collect tax on supplies")
    assert "Bill of Supply" in found and "CGST" not in found and "Reverse charge" not in found


@needs_tools
def test_an_unregistered_seller_prints_no_word_of_tax():
    found = text(seller={"registration": "none", "tax_id": ""}, buyer={"tax_id": ""}, title="Invoice")
    for word in ("GST", "Tax", "Reverse"):
        assert word not in found, word


@needs_tools
def test_a_kenyan_invoice_shows_vat_by_class_and_says_what_it_is_not():
    found = text("KE")
    for part in ("INVOICE", "KRA PIN P051365947M", "KRA PIN P051234567X", "VAT 16%", "7,200.00", "Exempt"):
        assert part in found, part
    assert "Not a KRA eTIMS tax invoice" in found
    assert "Not a KRA eTIMS tax invoice" in text("KE", kind="credit_note", title="CREDIT NOTE", due_on=None)
    assert not [word for word in ("TAX INVOICE", "FISCAL", "ETR") if word in found]
    assert "M-Pesa Paybill 522533" in found and "Account K34" in found
    assert "Kenya Shillings Sixty Thousand Seven Hundred Only" in found


@needs_tools
def test_labels_and_words_are_in_the_customers_language():
    hindi, swahili = paper(language="hi"), text("KE", language="sw")
    # A reader puts some Hindi signs in another order than they are written, so its words are read from the page.
    page = render_html(hindi)
    for part in ("कर बीजक", "Tax Invoice", "रुपये बारह हज़ार आठ सौ सत्तावन मात्र", "शेष देय"):
        assert part in page, part
    found = text_of(render_pdf(hindi))
    values = ("(a) supplier", "(b) number", "(d) recipient", "(g) HSN", "(j) total", "(l) rate", "(m) tax")
    assert not [part for key in values for part in RULE_46[key] if part not in found]
    assert "ANKARA" in swahili.upper() and "Shilingi za Kenya elfu sitini, mia saba tu" in swahili


@needs_tools
def test_a_shop_may_print_two_languages():
    found = text(language="hi", content={"second_language": "en"})
    assert "/ Balance due" in found and "/ Date" in found


@needs_tools
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["a4", "roll"])
def test_long_names_and_large_sums_stay_on_the_page(look, kind):
    line = Line(
        "Unbroken" * 30, D("9999999.999"), "kilogramme", D("84000"), D("1111111.11"), D(18), "12345678"
    )
    long = paper(
        lines=(line,), buyer={"name": "Muthukumaraswamy" * 9, "address": "x" * 200}, content={"look": look}
    )
    assert long["total"] > D("990000000000")
    pdf = render_pdf(long, paper=kind)
    margin = 38 if kind == "a4" else 8
    outside = [word for width, right, word in words_of(pdf) if right > width - margin]
    assert not outside
    assert "9,91,19,86,88,789.77" in text_of(pdf)


@needs_tools
def test_every_page_repeats_the_head_and_counts():
    found = text(lines=paper_lines(80))
    assert found.count("Description") > 2
    pages = found.count("\f")
    assert pages > 2
    assert all(f"{page}/{pages}" in squeezed(found) for page in range(1, pages + 1))
    assert found.count("INV-26-27-00042") == pages


@needs_tools
def test_each_script_has_its_font():
    names = ("કૃષ્ણ", "தமிழ் கடை", "শ্রী ভাণ্ডার", "क्षत्रिय ₹")
    pdf = render_pdf(paper(lines=[Line(f"{name} Rice", D(1), rate=D(5)) for name in names]))
    assert not [
        name for name in names if name.split()[0] not in text_of(pdf).replace(" ", "").replace("\n", "")
    ]
    fonts = fonts_of(pdf)
    for font in ("Khata", "Khata-Devanagari", "Khata-Tamil", "Khata-Bengali", "Gujarati"):
        assert font in fonts, font


@needs_tools
def test_the_qr_is_the_upi_link_and_the_other_one_the_page_that_checks():
    document = paper()
    for kind in ("a4", "roll"):
        codes = qr_codes(render_pdf(document, paper=kind))
        assert sorted(codes) == sorted([document["pay"]["upi_uri"], document["verify_uri"]])


@needs_tools
def test_terms_and_what_is_left_to_pay_are_printed():
    found = text(paid=D(2857), balance_due=D(10000), content={"footer": {"terms": "No returns."}})
    assert "Paid −2,857.00" in found and "Balance due ₹10,000.00" in found
    assert "Payment terms: 30 days" in found and "No returns." in found


@needs_tools
def test_a_note_names_the_invoice_it_corrects():
    """Rule 53(1A): nature of the document, number and date of the invoice, reason."""
    against = [{"number": "INV-26-27-00007", "date": sample()["issued_on"], "amount": D(1)}]
    found = squeezed(
        text(
            kind="credit_note",
            title="Credit Note",
            number="CN-26-27-00001",
            against=against,
            reason="Goods returned",
            due_on=None,
        )
    )
    assert all(part in found for part in ("CreditNote", "INV-26-27-00007,20", "Nov2026", "Goodsreturned"))
    assert "ScanwithanyUPIapp" not in found and "Balancedue" not in found


@needs_tools
def test_the_same_document_is_the_same_bytes_in_every_process():
    here = render_pdf(paper())
    program = (
        "import django; django.setup(); import hashlib;"
        "from invoicing.documents.complete import complete; from invoicing.documents.samples import sample;"
        "from invoicing.documents.template import completed; from invoicing.documents.render import render_pdf;"
        "import sys; sys.stdout.buffer.write(render_pdf(complete(sample('IN'), completed({}))))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "smartkhata.settings", "PYTHONHASHSEED": "7"}
    there = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=True).stdout
    assert here == render_pdf(paper()) == there


@needs_tools
def test_two_threads_print_one_after_the_other_and_alike():
    pages, document = [], paper()
    threads = [threading.Thread(target=lambda: pages.append(render_pdf(document))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pages) == 4 and len(set(pages)) == 1


@needs_tools
def test_a_page_fetches_nothing():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        here = f"http://127.0.0.1:{server.getsockname()[1]}/x.png"
        html = f'<img src="{here}"><img src="file:///etc/passwd"><link rel="stylesheet" href="{here}">'
        assert engine.write_pdf(html, css=f'p {{ background: url("{here}") }}', identifier=b"x")
        with pytest.raises(TimeoutError):
            server.accept()


def test_what_a_merchant_types_is_text_and_never_markup():
    html = render_html(paper(notes='<img src=x onerror="alert(1)">', buyer={"name": "<b>Bold</b>"}))
    assert "<img src=x" not in html and "&lt;b&gt;Bold" in html


def paper_lines(count):
    return [Line(f"Item {number}", D(1), "", D(10)) for number in range(count)]
