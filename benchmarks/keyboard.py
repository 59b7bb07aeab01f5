"""A new invoice with three lines, from the first key to issued, by keyboard alone and at human pace.

    DATA_DIR=var python benchmarks/keyboard.py       # against a running copy with demo data; goal: 60 s

Types five keys a second, waits for each page as a person does, and never touches a mouse.
"""

import json
import os
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.bars import bar  # noqa: E402

DATA_DIR = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
BASE = json.loads((DATA_DIR / "services.json").read_text())["PUBLIC_BASE_URL"]
DEMO = json.loads((DATA_DIR / "demo.json").read_text())
GOAL, KEY_MS = 60, 200
LINES = (("Rice 5 kg", "2", "310"), ("Cooking oil 1 l", "3", "165.50"), ("Sugar 1 kg", "4", "48"))


def main():
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        sign_in(page)
        start = time.perf_counter()
        choose_customer(page)
        write_lines(page)
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/sending/", timeout=30_000)
        seconds = time.perf_counter() - start
        browser.close()
    return bar(f"new invoice of {len(LINES)} lines, keyboard only", seconds, GOAL, "s")


def sign_in(page):
    owner = DEMO["owners"][0]
    page.goto(f"{BASE}/sign-in/")
    page.fill("[name=email]", owner["email"])
    page.fill("[name=password]", owner["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/b/*/")


def choose_customer(page):
    """The shortcut of a new invoice, and the first customer whose name begins so."""
    page.keyboard.press("n")
    page.wait_for_url("**/invoices/new/")
    go_to(page, "#customer", by="Tab")
    page.keyboard.type("neha", delay=KEY_MS)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invoices/generate/")


def write_lines(page):
    """By hand: no drafter writes them."""
    go_to(page, "form[action$='/drafts/'] button", by="Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#editor")
    go_to(page, "#d0", by="Tab")
    for number, (name, quantity, rate) in enumerate(LINES):
        into(page, f"#d{number}", name)
        into(page, f"#q{number}", quantity)
        into(page, f"#r{number}", rate)


def into(page, selector, text):
    """Enter goes on from box to box, and from the last one to a new line."""
    go_to(page, selector, by="Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type(text, delay=KEY_MS)


def go_to(page, selector, *, by, limit=80):
    """Press a key, a tenth of a second apart, until the focus stands on one of `selector`."""
    for _ in range(limit):
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press(by)
        time.sleep(0.1)
    sys.exit(f"{selector} is not reached by keyboard")


if __name__ == "__main__":
    raise SystemExit(not main())
