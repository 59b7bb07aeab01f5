"""With the keyboard alone, in a real Chromium: find a customer, write an entry, take it back."""

import pytest
from playwright.sync_api import expect

from customers.models import LedgerEntry, Party
from customers.testing import a_party
from smartkhata.accounts.testing import PASSWORD
from smartkhata.tests.test_browser import look, open_page, pytestmark

__all__ = ["open_page", "pytestmark"]


def tab_to(page, target, most=60):
    """Press Tab until the target has the focus; where no Tab leads is out of reach for a keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {target}")


def type_and_enter(page, text):
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.django_db(transaction=True)
def test_find_a_customer_write_an_entry_and_take_it_back(open_page, asha):
    with asha.scope():
        a_party(asha.user, name="Leila Karim")
        party = a_party(asha.user, name="Ramesh Kumar", opening_balance=500)
    page = open_page(1280)
    page.goto(f"/sign-in/?next={asha.url('customers/')}")
    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type(asha.user.email)
    tab_to(page, page.get_by_label("Password"))
    type_and_enter(page, PASSWORD)
    expect(page.get_by_role("heading", name="Customers", exact=True)).to_be_visible()

    page.keyboard.press("/")
    page.keyboard.type("ramesh")
    expect(page.get_by_role("option").first).to_contain_text("Ramesh Kumar")
    expect(page.get_by_role("option", name="Leila Karim")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ramesh Kumar")).to_be_visible()

    tab_to(page, page.get_by_label("Amount"))
    page.keyboard.type("120.50")
    tab_to(page, page.get_by_role("button", name="You gave"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Written into the khata: You gave ₹120.50.")).to_be_visible()
    expect(page.locator(".figure.lead .much")).to_have_text("₹620.50")
    look(page, "20-entry-written")

    tab_to(page, page.locator("#undo"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The entry is taken back.")).to_be_visible()
    expect(page.locator(".figure.lead .much")).to_have_text("₹500")
    look(page, "21-entry-taken-back")
    with asha.scope():
        assert Party.objects.get(pk=party.pk).balance == 500
        kinds = LedgerEntry.objects.order_by("recorded_at").values_list("kind", flat=True)
        assert list(kinds) == ["opening", "gave", "undo"], "nothing was erased"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_a_customer_can_be_read_by_everybody(open_page, asha, width):
    with asha.scope():
        party = a_party(asha.user, name="Ramesh Kumar", opening_balance=500, tags=["vip"], notes="VIP")
    page = open_page(width)
    page.goto(f"/sign-in/?next={asha.url('customers/')}")
    page.get_by_label("E-mail").fill(asha.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Customers", exact=True)).to_be_visible()
    look(page, f"22-customers-{width}")
    one = f"customers/{party.pk}"
    for name in ("", "invoices/", "payments/", "activity/", "notes/", "edit/", "statement/"):
        page.goto(asha.url(f"{one}/{name}"))
        look(page, f"23-{name.strip('/') or 'customer'}-{width}")
    page.goto(asha.url("customers/ageing/"))
    look(page, f"24-ageing-{width}")
