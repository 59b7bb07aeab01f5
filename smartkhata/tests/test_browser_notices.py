"""What the owner gets to know, in a real Chromium: bell, failures, report, health, providers; axe finds nothing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from customers.testing import a_party
from invoicing.services.claims import claim_payment
from invoicing.testing import an_invoice
from notifications.services.outbox import send_invoice
from notifications.testing import an_sms, change
from smartkhata.accounts.testing import PASSWORD
from smartkhata.core.links import link_to
from smartkhata.core.testing.queue import work
from smartkhata.tests.test_browser import look, open_page, pytestmark

__all__ = ["open_page", "pytestmark"]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_owner_hears_and_mends(asha, open_page, width):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, name="Ramesh Kumar", phone="+919876500078"))
        claim_payment(invoice, amount=10, method="upi", reference="UTR1", paid_on=date(2026, 11, 20))
    failed = an_sms(asha, name="Sunita Devi", email="sunita@example.com")
    change(asha, failed, state="bounced", error_message="Handset switched off")
    work()
    page = open_page(width)
    page.goto(f"/sign-in/?next={asha.url('notices/')}")
    page.get_by_label("E-mail").fill(asha.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("says: paid")).to_be_visible()
    look(page, f"notices-{width}")
    page.get_by_role("button", name="Ramesh Kumar says: paid").click()
    expect(page.get_by_role("heading", name="Payments to confirm")).to_be_visible()
    for name in ("notices/wishes", "messages", "messages/health", "messages/providers"):
        page.goto(asha.url(f"{name}/"))
        look(page, f"{name.replace('/', '-')}-{width}")
    page.goto(asha.url("messages/providers/sms/msg91/"))
    look(page, f"provider-{width}")
    page.goto(asha.url("messages/failed/"))
    look(page, f"failed-{width}")
    page.get_by_role("button", name="Send by E-mail Sunita Devi").click()
    expect(page.get_by_text("Every message found its reader")).to_be_visible()
    look(page, f"failed-none-{width}")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_customer_chooses_how_often(asha, open_page, width, settings):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, name="Leila Karim"))
        address = link_to(invoice)
    page = open_page(width)
    page.goto("/p/wishes" + address.partition("/p")[2])
    look(page, f"wishes-{width}")
    page.get_by_label("All of a day together, in the evening").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It holds from now on.")).to_be_visible()
    with asha.scope():
        assert send_invoice(invoice, channels=["sms"], by=asha.user)["sms"][0].state == "held"
