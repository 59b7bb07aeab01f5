"""With the keyboard alone, in a real Chromium: find anybody, begin an invoice, write somebody new down on the way."""

import re

from playwright.sync_api import expect

from smartkhata.tests.test_browser import look, open_page, press, pytestmark, sign_up

__all__ = ["open_page", "pytestmark"]


def test_the_keyboard_is_enough(open_page):
    page = open_page(1280)
    sign_up(page)
    add_somebody(page)
    find_somebody(page)
    switch_single_keys_off(page)
    begin_an_invoice(page)
    on_a_phone(page)


def add_somebody(page):
    page.get_by_role("link", name="Add customer").click()
    page.get_by_label("Name", exact=True).fill("Ramesh Kumar")
    page.get_by_label("Phone", exact=True).fill("98765 43210")
    press(page, "Save customer")
    expect(page.get_by_role("heading", name="Ramesh Kumar")).to_be_visible()


def find_somebody(page):
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    box = page.locator("#find")
    expect(box).to_be_focused()
    page.keyboard.type("rames kumr")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Ramesh Kumar")
    expect(box).to_have_attribute("aria-expanded", "true")
    look(page, "20-found")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Control+K")
    page.keyboard.type("dupl")
    expect(page.get_by_role("option", name="Possible duplicates")).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", name="Create “dupl”")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Possible duplicates")).to_be_visible()
    look(page, "21-duplicates")


def switch_single_keys_off(page):
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    look(page, "22-keys")
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Possible duplicates")).to_be_visible()
    page.keyboard.press("Control+K")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("Tab")
    page.evaluate("localStorage.setItem('keys', 'on')")


def begin_an_invoice(page):
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Who is it for?")).to_be_visible()
    look(page, "23-who-is-it-for")
    page.locator("#customer").focus()
    page.keyboard.type("Otieno")
    expect(page.get_by_role("option", name="Create “Otieno”")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Otieno")
    page.get_by_label("Phone", exact=True).fill("98765 43210")
    expect(page.get_by_text("Already in your khata?")).to_be_visible()
    look(page, "24-new-customer")
    page.get_by_label("Phone", exact=True).fill("98765 43211")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/invoices/generate/$"))


def on_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.keyboard.press("Control+K")
    expect(page.get_by_role("heading", name="Find")).to_be_visible()
    page.locator("#q").fill("otieno")
    expect(page.get_by_role("option").first).to_contain_text("Otieno")
    look(page, "25-find-on-a-phone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Otieno")).to_be_visible()
