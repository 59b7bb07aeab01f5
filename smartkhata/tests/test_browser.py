"""The sentence in a real Chromium: typed, clicked and read as people do. Pictures stay under DATA_DIR/pictures."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import expect, sync_playwright

from notifications.models import OutboxMessage
from smartkhata.core.testing.queue import work

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PICTURES = Path(os.environ.get("PICTURES") or settings.BASE_DIR / "var" / "pictures")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("REQUIRE_BROWSER"), reason="no Chromium on this machine"
    ),
]


@pytest.fixture
def open_page(live_server, settings, monkeypatch):
    """A function that opens a new browser window of a width; every complaint of the browser fails the test."""
    settings.PUBLIC_BASE_URL = live_server.url
    # Static files come from WhiteNoise, as in production, and not from the test server's own finder.
    monkeypatch.setattr(StaticFilesHandler, "_should_handle", lambda self, path: False)
    # Playwright runs an event loop in this thread; the ORM of the test itself is used between its calls.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    complaints = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)

        def open_one(width, scheme="light"):
            page = browser.new_context(
                viewport={"width": width, "height": 800}, base_url=live_server.url, color_scheme=scheme
            ).new_page()
            page.on("console", lambda line: complaints.append(_told(line)) if _is_complaint(line) else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return page

        yield open_one
        browser.close()
    assert complaints == []


# A refused form answers 400, a stale one 409; and htmx tells when the page went on before an answer came.
NO_COMPLAINTS = (
    "status of 400",
    "status of 409",
    "htmx:oobErrorNoTarget",
    "htmx:afterRequest",
    "htmx:sendAbort",
)


def _is_complaint(line):
    return line.type == "error" and not any(text in line.text for text in NO_COMPLAINTS)


def _told(line):
    return f"{line.text} ({line.location.get('url', '')})"


def look(page, name):
    """Keep a picture, and let axe read the page: no violation, no sideways scrolling."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_the_sentence_in_a_browser(open_page):
    owner = open_page(1280)
    sign_up(owner)
    add_customer(owner)
    write_and_send(owner)
    customer = open_page(360)
    open_link_and_pay(customer)
    confirm(owner)
    prove_the_phone_and_see_the_bill(customer)
    see_all_bills(customer)


def sign_up(page):
    page.goto("/")
    look(page, "01-landing")
    page.get_by_role("link", name="Open your shop").click()
    press(page, "Open my shop")
    expect(page.locator(".problems")).to_be_focused()
    look(page, "02-sign-up-with-errors")
    page.get_by_label("Shop name").fill("Asha Traders")
    page.get_by_label("Your name").fill("Asha")
    page.get_by_label("E-mail").fill("asha@example.com")
    page.get_by_label("Password").fill("a long enough sentence")
    press(page, "Open my shop")
    look(page, "03-home")


def add_customer(page):
    page.get_by_role("link", name="Add customer").click()
    page.get_by_label("Name", exact=True).fill("Ramesh Kumar")
    page.get_by_label("Phone", exact=True).fill("98765 43210")
    press(page, "Save customer")
    page.get_by_label("Amount").fill("500")
    press(page, "You gave")
    expect(page.get_by_text("Written into the khata: ")).to_be_visible()
    look(page, "04-customer")


def write_and_send(page):
    page.get_by_role("main").get_by_role("link", name="New invoice").click()
    page.get_by_label("What do you want to bill?").fill("3 months of web hosting at 15,000 per month")
    look(page, "05-sentence")
    press(page, "Write the draft")
    expect(page.locator("#totals")).to_contain_text("45,000.00")
    look(page, "06-editor")
    # The totals follow what is typed, computed by the server.
    page.get_by_label("Quantity").first.fill("2")
    page.get_by_label("Rate", exact=True).first.focus()
    expect(page.locator("#totals")).to_contain_text("30,000.00")
    press(page, "Issue and send")
    look(page, "07-send")
    page.get_by_role("button", name="Send by SMS").click()
    expect(page.get_by_text("is on its way")).to_be_visible()
    look(page, "08-invoice")


def open_link_and_pay(page):
    work()
    page.goto(OutboxMessage.objects.get(kind="invoice_created").links[0])
    expect(page.locator(".due")).to_contain_text("30,000.00")
    assert "Ramesh" not in page.content()
    look(page, "09-link")
    page.get_by_text("I have paid").click()
    page.get_by_label("How").select_option("cash")
    press(page, "Tell the shop")
    expect(page.get_by_text("The shop is looking into it")).to_be_visible()
    look(page, "10-claimed")


def confirm(page):
    page.get_by_role("link", name="Payments to confirm").click()
    look(page, "11-claims")
    press(page, "The money is there: confirm")
    expect(page.get_by_text("a receipt goes out")).to_be_visible()


def prove_the_phone_and_see_the_bill(page):
    press(page, "See every line and the PDF")
    press(page, "Send the code")
    work()
    page.get_by_label("6-digit code").fill(OutboxMessage.objects.filter(kind="otp").latest("pk").code)
    press(page, "Show my bills")
    expect(page.get_by_text("All paid. Thank you!")).to_be_visible()
    look(page, "12-paid-bill")


def see_all_bills(page):
    page.get_by_role("link", name="Asha Traders").click()
    page.get_by_role("link", name="All shops").click()
    expect(page.get_by_text("Hello, Ramesh Kumar")).to_be_visible()
    look(page, "13-portal")
