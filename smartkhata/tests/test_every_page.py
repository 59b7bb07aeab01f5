"""Every page there is, in a real Chromium: axe finds nothing, nothing scrolls sideways, no script complains.

A new route is seen without a word here: on a narrow screen by day or on a wide one by night, in turn. The pictures
under DATA_DIR/pictures/pages are for people to look at; PAGES_SEEN=all takes both widths in both colour schemes.
"""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as conf
from django.test import Client

from customers.models import Party
from notifications.models import OutboxMessage
from smartkhata.core.testing.queue import work
from smartkhata.tests.test_browser import PICTURES, open_page, pytestmark  # noqa: F401
from smartkhata.tests.world import furnish, routes

SURFACES = ("owner:", "accounts:", "help:", "portal:", "notifications:", "invoicing:")
ROUTES = sorted({(name, path) for name, _, path in routes() if name.startswith(SURFACES)})
# A document on its own is a sheet of paper: it has no regions and no heading of a site.
SITE_RULES = {"landmark-one-main", "page-has-heading-one", "region"}
LOOKS = [(360, "light"), (1280, "dark")]
ALL = os.environ.get("PAGES_SEEN") == "all"
if ALL:
    LOOKS += [(360, "dark"), (1280, "light")]


@pytest.fixture
def shop(asha):
    """(names of what is in the shop, the link in its customer's message, the customer's browser).

    Made before the browser, whose event loop the workers must not meet.
    """
    names = furnish(asha)
    work()
    link = OutboxMessage.objects.filter(kind="invoice_created").latest("pk").links[0]
    return names, link.removeprefix(conf.PUBLIC_BASE_URL), customer_of(asha, names)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_owners_pages(asha, shop, open_page, width, scheme):  # noqa: F811
    pages = [(name, path) for name, path in ROUTES if name.startswith("owner:")]
    pages = pages if ALL else pages[width == 360 :: 2]
    see(open_page(width, scheme), asha.client, pages, shop[0], f"{width}-{scheme}")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everybodys_and_the_customers_pages(asha, shop, open_page, width, scheme):  # noqa: F811
    names, link, customer = shop
    pages = [(name, path) for name, path in ROUTES if not name.startswith("owner:")]
    pages = pages if ALL else pages[width == 360 :: 2]
    pages.append(("link-with-token", link))
    for client in (Client(), customer, asha.client):
        seen = see(open_page(width, scheme), client, pages, names, f"{width}-{scheme}")
        pages = [(name, path) for name, path in pages if name not in seen]


def customer_of(person, names):
    """A browser in which the customer's phone was proved."""
    client = Client()
    with person.scope():
        phone = Party.objects.get(pk=names["party"]).phone
    client.post("/portal/sign-in/", {"phone": phone})
    work()
    code = OutboxMessage.objects.filter(kind="otp").latest("pk").code
    assert client.post("/portal/code/", {"code": code}).status_code == 302
    return client


def see(page, client, pages, names, mark):
    """Open what answers with a page and keep its picture; returns the names that did, with nothing wrong with any."""
    here = page.context
    if session := client.cookies.get(conf.SESSION_COOKIE_NAME):
        here.add_cookies([{"name": session.key, "value": session.value, "url": conf.PUBLIC_BASE_URL}])
    found = {name: wrong_with(page, client, path, names, name, mark) for name, path in pages}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    return {name for name, wrong in found.items() if wrong is not None}


def wrong_with(page, client, path, names, name, mark):
    if set(re.findall(r"{(\w+)}", path)) - set(names):
        return None  # a stylesheet's colours
    address = path.format(**names)
    answer = client.get(address)
    if answer.status_code != 200 or b"</html>" not in getattr(answer, "content", b""):
        return None  # an action, a file, a fragment or somebody else's page
    page.goto(address)
    folder = PICTURES / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name.replace(':', '-')}-{mark}.png", full_page=True)
    excused = set() if b'id="main"' in answer.content else SITE_RULES
    rules = [rule for rule in Axe().run(page).response["violations"] if rule["id"] not in excused]
    found = [(rule["id"], rule["nodes"][0]["html"]) for rule in rules]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("scrolls sideways")
    return found
