"""The template's editor in a real Chromium: the paper follows the form, and axe finds nothing."""

import re

import pytest
from playwright.sync_api import expect

from smartkhata.accounts.testing import PASSWORD
from smartkhata.tests.test_browser import CHROMIUM, look, open_page, pytestmark  # noqa: F401


@pytest.mark.parametrize("width", [360, 1280])
def test_the_paper_follows_the_form(asha, open_page, width):  # noqa: F811
    page = open_page(width)
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(asha.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("/b/"))
    page.goto(f"{asha.url('templates/new/')}")
    page.get_by_label("Name").first.fill("Retail")
    page.get_by_label("Look").select_option("detailed")
    page.get_by_label("More terms, a line each").fill("Goods once sold are not taken back.")
    paper = page.locator("#trial .doc")
    expect(paper).to_have_class(re.compile("detailed"), timeout=20_000)
    expect(paper).to_contain_text("Goods once sold", timeout=20_000)
    for figure in ("k-rate", "k-amount"):
        box = page.locator(f"#trial .k-lines td.{figure}").first.bounding_box()
        assert box["width"] and box["x"] + box["width"] <= width, f"{figure} is out of sight"
    look(page, f"template-{width}")
    page.get_by_role("button", name="Save template").click()
    expect(page.get_by_role("link", name="Retail")).to_be_visible(timeout=20_000)
    look(page, f"templates-{width}")
