"""Page 3 in a real Chromium: spoken, cancelled, drafted, changed in words; by keyboard, and without scripts."""

import re

import pytest
from celery import current_app
from playwright.sync_api import expect

from invoicing.services import generating
from invoicing.tests.fake_gemini import FakeGemini, line, said, worded
from smartkhata.core.tenancy import no_scope
from smartkhata.tests import test_browser
from smartkhata.tests.test_browser import look, open_page, press, pytestmark, sign_up

__all__ = ["open_page", "pytestmark"]

SPOKEN = "3 months of web hosting at 15,000 per month"
# A microphone that hums, and nobody who has to allow it.
EARS = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(autouse=True)
def slow_workers():
    """Nothing is written before the test says so: the waiting page is seen."""
    before = current_app.conf.task_always_eager
    current_app.conf.task_always_eager = False
    yield
    current_app.conf.task_always_eager = before


@pytest.fixture
def gemini(settings, monkeypatch):
    monkeypatch.setattr(test_browser, "QUIET", [*test_browser.QUIET, *EARS])
    fake = FakeGemini()
    settings.GEMINI_API_KEY, settings.GEMINI_BASE_URL = "a-key", fake.url

    def answer(asked):
        if "audio/" in asked:
            return 200, worded(SPOKEN)
        return 200, said([line("Web hosting", 3, 15000, "month")])

    fake.answer = answer
    yield fake
    fake.close()


def test_a_sentence_is_spoken_drafted_and_talked_on(gemini, open_page):
    page = open_page(1280)
    sign_up(page)
    begin(page)
    speak(page)
    cancel(page)
    write(page)
    talk_on(page)
    change_a_line(page)
    discard(page)
    page.goto("/b/asha-traders/drafting/")
    everywhere(page, "34-how-drafting-does")


def test_without_scripts_the_sentence_still_becomes_a_draft(open_page):
    page = open_page(360)
    sign_up(page)
    begin(page)
    expect(page.get_by_text("Speak instead of typing")).to_be_visible()
    plain = page.context.browser.new_context(
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
        viewport={"width": 360, "height": 740},
        base_url=page.url,
    ).new_page()
    plain.goto(page.url)
    plain.get_by_label("What do you want to bill?").fill("website redesign")
    press(plain, "Write the draft")
    work()
    plain.get_by_role("link", name="Look again").click()
    expect(plain.get_by_text("No rate was said clearly, and no earlier invoice has one.")).to_be_visible()
    expect(plain.get_by_label("Change it in words")).to_be_visible()


def work():
    """The worker, when the test wants it."""
    with no_scope():
        assert generating.write_due() == 1


def everywhere(page, name):
    """Telephone and desk, by day and by night."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            look(page, f"{name}-{width}-{scheme}")


def begin(page):
    page.get_by_role("link", name="Add customer").click()
    page.get_by_label("Name", exact=True).fill("Ramesh Kumar")
    press(page, "Save customer")
    page.get_by_role("link", name="New invoice", exact=True).first.click()
    expect(page).to_have_url(re.compile("/invoices/generate/$"))


def speak(page):
    everywhere(page, "30-what-to-bill")
    press(page, "Speak")
    stop = page.get_by_role("button", name="Stop and write it down")
    expect(stop).to_be_visible()
    page.wait_for_timeout(400)
    stop.click()
    box = page.get_by_label("What do you want to bill?")
    expect(box).to_have_value(SPOKEN, timeout=20000)
    expect(box).to_be_focused()


def cancel(page):
    """The keyboard is enough: from the words to the button, and back from the waiting page."""
    page.get_by_role("button", name="Write the draft").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Writing the draft")).to_be_visible()
    page.get_by_role("button", name="Cancel", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you want to bill?")).to_have_value(SPOKEN)


def write(page):
    press(page, "Write the draft")
    look(page, "31-writing")
    work()
    expect(page.get_by_text("What you said")).to_be_visible(timeout=20000)
    expect(page.get_by_text("every number stands in your sentence")).to_be_visible()
    # On a narrower desk the sidebar leaves the lines too little beside the sentence.
    page.set_viewport_size({"width": 1440, "height": 800})
    said_at = page.locator(".drafted").bounding_box()
    lines_at = page.locator(".lines-edit").bounding_box()
    assert said_at["x"] + said_at["width"] <= lines_at["x"], "the sentence stands beside its lines"
    everywhere(page, "32-drafted")


def talk_on(page):
    page.get_by_label("Change it in words").fill("make it 4 months")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Writing the draft")).to_be_visible()
    work()
    expect(page.locator("#q0")).to_have_value("4", timeout=20000)


def change_a_line(page):
    page.locator("#r0").fill("16000")
    expect(page.locator("#totals")).to_contain_text("64,000")
    press(page, "Save draft")
    expect(page.get_by_text("Saved as version")).to_be_visible()
    look(page, "33-changed")


def discard(page):
    press(page, "Discard this draft")
    expect(page.get_by_role("heading", name="Ramesh Kumar")).to_be_visible()
