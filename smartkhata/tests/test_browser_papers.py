"""Quotes, notes and numbers in a real Chromium: written, answered, looked at narrow and light, wide and dark."""

import re

import pytest
from playwright.sync_api import expect

from customers.testing import a_party
from invoicing.services.credit_notes import credit_invoice
from invoicing.testing import an_invoice
from smartkhata.accounts.testing import PASSWORD
from smartkhata.tests.test_browser import look, open_page, press, pytestmark  # noqa: F401

SIGHTS = ((360, "light"), (1280, "dark"))


@pytest.fixture
def shop(asha):
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar", phone="+919876543210")
        invoice = an_invoice(asha.user, party)
        note = credit_invoice(invoice, reason="Two bags came back wet", amount=100, by=asha.user)
    return asha, party, invoice, note


def seen(page, path, name):
    page.goto(path)
    for width, theme in SIGHTS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        look(page, f"{name}-{width}-{theme}")


def test_a_quote_is_written_given_and_accepted(shop, open_page):  # noqa: F811
    asha, party, invoice, note = shop
    owner = open_page(1280)
    sign_in(owner, asha)
    owner.goto(asha.url(f"customers/{party.pk}/quotes/new/"))
    owner.get_by_label("Description").first.fill("Web hosting")
    owner.get_by_label("Quantity").first.fill("3")
    owner.get_by_label("Rate", exact=True).first.fill("15000")
    expect(owner.locator("#quote-totals")).to_contain_text("45,000.00", timeout=20_000)
    look(owner, "quote-new-1280")
    press(owner, "Give the quote")
    expect(owner.get_by_text("is ready")).to_be_visible(timeout=20_000)
    given = owner.url
    link = owner.locator(".code").inner_text()
    answer_it(open_page(360), link)
    seen(owner, given, "quote-accepted")
    expect(owner.get_by_text("by the customer, on the page behind the link")).to_be_visible()


def test_the_pages_of_papers_are_fit_to_be_seen(shop, open_page):  # noqa: F811
    asha, party, invoice, note = shop
    owner = open_page(1280)
    sign_in(owner, asha)
    pages = {
        "quotes": "quotes/",
        "quote-choose": "quotes/new/",
        "quote-new": f"customers/{party.pk}/quotes/new/",
        "debit-note-new": f"invoices/{invoice.pk}/debiting/",
        "credit-note-new": f"invoices/{invoice.pk}/crediting/",
        "credit-note": f"credit-notes/{note.pk}/",
        "invoice-with-notes": f"invoices/{invoice.pk}/",
        "numbers": "settings/numbers/",
        "number-series": "settings/numbers/one/?kind=quote",
        "settings": "settings/",
    }
    for name, path in pages.items():
        seen(owner, asha.url(path), name)


def answer_it(customer, link):
    seen(customer, link, "quote-link")
    customer.set_viewport_size({"width": 360, "height": 800})
    press(customer, "Accept")
    expect(customer.get_by_text("You accepted this quote.")).to_be_visible(timeout=20_000)
    look(customer, "quote-link-accepted-360")


def sign_in(page, person):
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(person.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    page.wait_for_url(re.compile("/b/"), timeout=30_000)
