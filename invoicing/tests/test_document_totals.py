"""Whatever is billed: the lines as shown, tax and round-off add up to the total, in the arithmetic and on paper.

TOTALS_EXAMPLES=1000000 proves as many; CI proves 20,000.
"""

import os
import random
import re
from decimal import Decimal as D

import pytest

from customers.testing import a_party
from invoicing.documents.render import render_html, render_pdf
from invoicing.selectors import document, find_invoice
from invoicing.services.templates import change_template, current_version
from invoicing.testing import an_invoice
from invoicing.tests.paper import needs_tools, squeezed, text_of
from invoicing.totals import Line, compute
from smartkhata.accounts.services.shops import change_shop
from smartkhata.core import money

EXAMPLES = int(os.environ.get("TOTALS_EXAMPLES", "20000"))
RENDERED = 50
HALF = D("0.5")
RATES = {"IN": ("0", "0.25", "1.5", "3", "5", "12", "18", "28", "40"), "KE": ("0", "8", "16", "14")}
SHOPS = (
    {"country": "IN", "registration": "regular", "seller_state": "27", "place_of_supply": "27"},
    {"country": "IN", "registration": "regular", "seller_state": "27", "place_of_supply": "29"},
    {"country": "IN", "registration": "regular", "seller_state": "04", "place_of_supply": "04"},
    {"country": "IN", "registration": "composition", "seller_state": "27", "place_of_supply": "27"},
    {"country": "KE", "registration": "vat"},
    {"country": "KE", "registration": "none"},
)


def test_lines_tax_and_round_off_are_the_total():
    dice = random.Random(20261120)
    for number in range(EXAMPLES):
        shop, lines, terms = bill(dice)
        totals = compute(lines, **shop, **terms)
        shown = sum(line.amount for line in totals.lines) - totals.discount + totals.round_off
        shown += D(0) if terms["tax_inclusive"] else totals.tax
        assert shown == totals.total, (number, shop, lines, terms)
        check_parts(totals, terms, number)


def check_parts(totals, terms, number):
    """Each figure is the sum of its parts, and each head is its own rate of its own base, half up."""
    assert totals.tax == sum((line.amount for line in totals.tax_lines), D(0)), number
    assert totals.tax == sum((line.tax for line in totals.lines), D(0)), number
    assert totals.total - totals.round_off == sum(line.taxable + line.tax for line in totals.lines), number
    assert abs(totals.round_off) <= HALF and (terms["round_to_whole"] or not totals.round_off), number
    if terms["round_to_whole"]:
        assert totals.total == totals.total.to_integral(), number
    for line in totals.tax_lines:
        if not terms["tax_inclusive"]:
            assert line.amount == money.half_up(line.taxable * line.percent / 100), number


def bill(dice):
    """A shop, lines and terms as they come over a counter, and some that nobody would write."""
    shop = dice.choice(SHOPS)
    lines = [_line(dice, shop["country"]) for _ in range(dice.randint(1, 6))]
    whole = sum(money.half_up(line.quantity * line.rate) - line.discount for line in lines)
    discount = money.half_up(whole * D(dice.randint(0, 100)) / 100) if dice.random() < 0.4 else D("0.00")
    terms = {
        "discount": min(discount, whole),
        "tax_inclusive": dice.random() < 0.3,
        "round_to_whole": dice.random() < 0.5,
    }
    return shop, lines, terms


def _line(dice, country):
    quantity = D(dice.choice((1, dice.randint(1, 9999)))) / dice.choice((1, 1, 1000))
    rate = D(dice.choice((0, 1, dice.randint(1, 10**4), dice.randint(1, 10**8)))) / 100
    worth = money.half_up(quantity * rate)
    discount = money.half_up(worth * D(dice.randint(0, 100)) / 100) if dice.random() < 0.3 else D("0.00")
    return Line("x", quantity, "", rate, discount, D(dice.choice(RATES[country])))


@pytest.mark.django_db
@needs_tools
def test_page_api_and_paper_say_the_same_and_add_up(asha):
    dice = random.Random(5)
    with asha.scope():
        change_shop(
            asha.business, by=asha.user, state_code="27", registration="regular", tax_id="27AAPFU0939F1ZV"
        )
        buyers = [a_party(asha.user, state_code=state) for state in ("27", "29")]
        invoices = [_issued(asha, dice, dice.choice(buyers), number) for number in range(RENDERED)]
        papers = [document(find_invoice(row.pk), asha.business) for row in invoices]
    for invoice, paper in zip(invoices, papers, strict=True):
        html = render_html(paper, linked=False)
        said = _adds_up(html, paper)
        api = asha.api.get(f"/api/invoices/{invoice.number}").json()
        assert _of_api(api) == said, invoice.number
        page = asha.client.get(asha.url(f"invoices/{invoice.pk}/")).content.decode()
        found = text_of(render_pdf(paper))
        for figure in {*said["lines"], *said["taxes"], said["total"]}:
            text = money.group(figure, "INR")
            assert squeezed(text) in squeezed(found), (invoice.number, text)
            assert text in page or text.removesuffix(".00") in page, (invoice.number, text)


def _issued(person, dice, party, number):
    """An invoice of its own look, terms and rates."""
    if number % 10 == 0:
        look = ("professional", "simple", "detailed")[number // 10 % 3]
        change_template(current_version().template, by=person.user, content={"look": look})
        change_shop(person.business, by=person.user, round_totals=bool(number % 20))
    _, lines, terms = bill(dice)
    rows = [
        {
            "description": f"Item {at}",
            "quantity": str(line.quantity),
            "rate": str(line.rate),
            "discount": str(line.discount),
            "tax_rate": str(dice.choice((0, 5, 18))),
        }
        for at, line in enumerate(lines)
    ]
    return an_invoice(
        person.user, party, rows, discount=terms["discount"], tax_inclusive=terms["tax_inclusive"]
    )


def _adds_up(html, paper):
    """The figures as a reader sees them; they are added here, from the page's own text."""
    table, _, rest = html.partition('<table class="k-lines">')[2].partition("</table>")
    lines = [_number(cells[-1]) for cells in map(_CELLS.findall, table.split("<tr>")[2:])]
    sums = dict(_SUMS.findall(rest.partition('<table class="k-sum">')[2].partition("</table>")[0]))
    taxes = [_number(text) for label, text in sums.items() if label[:4] in ("CGST", "SGST", "IGST")]
    inside = any("incl." in label for label in sums)
    total = _number(sums["Total"])
    shown = sum(lines) + _number(sums.get("Discount", "0")) + _number(sums.get("Round off", "0"))
    assert shown + (0 if inside else sum(taxes)) == total, paper["number"]
    return {"lines": lines, "taxes": taxes, "total": total}


def _of_api(answer):
    exact = {
        "lines": [money.half_up(str(line["amount"])) for line in answer["items"]],
        "taxes": [money.half_up(str(line["amount"])) for line in answer["tax_lines"]],
        "total": money.half_up(str(answer["total"])),
    }
    off = money.half_up(str(answer["round_off"])) - money.half_up(str(answer["discount"]))
    sums = {sum(exact["lines"]) + off, sum(exact["lines"]) + off + sum(exact["taxes"])}
    assert exact["total"] in sums, answer["invoice_id"]
    return exact


def _number(text):
    return D(re.sub(r"[^\d.\-−]", "", text).replace("−", "-"))


_CELLS = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
_SUMS = re.compile(r"<tr[^>]*><th>([^<]*(?:<span[^>]*>[^<]*</span>)?)</th><td>([^<]*)</td></tr>")
