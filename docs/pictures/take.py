"""Takes the README's picture from a running demo copy: ``DATA_DIR=var python docs/pictures/take.py``."""

import json
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or HERE.parents[1] / "var")
BASE = json.loads((DATA_DIR / "services.json").read_text())["PUBLIC_BASE_URL"]
OWNER = json.loads((DATA_DIR / "demo.json").read_text())["owners"][0]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def main():
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page(viewport={"width": 1180, "height": 720}, base_url=BASE)
        page.goto("/sign-in/")
        page.get_by_label("E-mail").fill(OWNER["email"])
        page.get_by_label("Password").fill(OWNER["password"])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/b/**")
        page.screenshot(path=HERE / "home.png")
        browser.close()
    # A palette of 128 colours makes the picture a quarter of its size, and nobody sees it.
    Image.open(HERE / "home.png").convert("P", palette=Image.ADAPTIVE, colors=128).save(
        HERE / "home.png", optimize=True
    )


if __name__ == "__main__":
    main()
