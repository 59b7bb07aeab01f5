"""The search box of every page: with scripts and without; customers, invoices and actions, by who may see them."""

import pytest

from customers.models import Party
from customers.testing import a_party
from invoicing.testing import an_invoice
from smartkhata.accounts.models import Membership

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def page(person, path="find/", headers=None, **asked):
    return person.client.get(person.url(path), asked, headers=headers or {})


def text(person, **asked):
    return page(person, **asked).content.decode()


@pytest.fixture
def shop(asha):
    with asha.scope():
        party = a_party(asha.user, name="Wanjiku Grace", phone="+919876543210")
        invoice = an_invoice(asha.user, party)
    return asha, party, invoice


def test_without_scripts_it_is_a_page(shop):
    asha, party, invoice = shop
    found = text(asha, q="wanjiko")
    assert "<h1>Find</h1>" in found and f"/customers/{party.pk}/" in found and "sounds alike" in found
    assert f"/invoices/{invoice.pk}/" in text(asha, q=invoice.number)


def test_with_scripts_it_is_a_list_of_options_below_the_box(shop):
    asha, party, _ = shop
    answer = page(asha, q="Wanj", headers=HTMX)
    found = answer.content.decode()
    assert "<html" not in found and 'role="listbox"' in found and f"/customers/{party.pk}/" in found
    assert "?name=Wanj" in found and "HX-Request" in answer["Vary"]


def test_an_invoice_is_found_by_the_end_of_its_number(shop):
    asha, _, invoice = shop
    assert f"/invoices/{invoice.pk}/" in text(asha, q=invoice.number[-4:])


def test_actions_are_found_by_the_beginnings_of_their_words(asha):
    found = text(asha, q="new inv")
    assert "/invoices/new/" in found.partition("<h2>Go to</h2>")[2]
    assert "<h2>Go to</h2>" not in text(asha, q="zzz")


def test_too_little_typed_is_said_and_nobody_is_looked_for(shop):
    asha, party, _ = shop
    found = text(asha, q="w")
    assert "Type at least 2 letters or digits." in found and str(party.pk) not in found


def test_who_may_only_look_is_offered_nothing_to_create(shop):
    asha, party, _ = shop
    with asha.scope():
        Membership.objects.update(role="accountant")
    found = text(asha, q="Wanjiku")
    assert f"/customers/{party.pk}/" in found and "Create" not in found and "New invoice" not in found


def test_the_documents_customer_picker_goes_on_to_the_items(shop):
    asha, party, _ = shop
    found = text(asha, q="Wanjiku", **{"for": "invoice"})
    assert f"/customers/{party.pk}/invoices/generate/" in found and "/invoices/new/?name=Wanjiku" in found
    assert "<h2>Go to</h2>" not in found


def test_a_new_customer_is_written_down_on_the_way_to_an_invoice(asha):
    form = page(asha, "invoices/new/", name="Otieno").content.decode()
    assert 'value="Otieno"' in form
    answer = asha.client.post(asha.url("invoices/new/"), {"name": "Otieno", "phone": "98765 43210"})
    with asha.scope():
        party = Party.objects.get(phone="+919876543210")
    assert answer["Location"].endswith(f"/customers/{party.pk}/invoices/generate/")


def test_a_phone_that_is_taken_offers_to_go_on_with_its_customer(shop):
    asha, party, _ = shop
    answer = asha.client.post(asha.url("invoices/new/"), {"name": "Otieno", "phone": "98765 43210"})
    found = answer.content.decode()
    assert answer.status_code == 400 and 'value="Otieno"' in found
    assert f"/customers/{party.pk}/invoices/generate/" in found


def test_more_than_fingers_can_type_waits(asha, settings):
    settings.SEARCHES_PER_MINUTE = 1
    assert [page(asha, q="Ramesh").status_code for _ in range(2)] == [200, 429]


def test_queries_do_not_grow_with_what_is_found(asha, django_assert_max_num_queries):
    with asha.scope():
        for n in range(8):
            an_invoice(asha.user, a_party(asha.user, name=f"Ramesh {n}"))
    page(asha, q="Ramesh")
    for asked in ("Ramesh", "000"):
        with django_assert_max_num_queries(17):
            page(asha, q=asked)
