"""Each message has a link of its own; it leads through the message to what it is about."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers.testing import a_party
from invoicing.services.payments import record_payment
from invoicing.services.quotes import give_quote
from invoicing.testing import LINE, an_invoice
from notifications.models import Notification, Preference
from notifications.services.composing import composed
from notifications.services.outbox import send_invoice, share_on_whatsapp
from notifications.services.papers import send_quote
from notifications.testing import an_sms, change, deliver, path_of
from smartkhata.core import links
from smartkhata.core.clock import today
from smartkhata.core.models import Business, PublicLink
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


def token_of(path):
    return path.partition("?t=")[2]


@pytest.fixture
def sent(asha, use_provider):
    """(invoice, [row, row, row], what the provider got) of one invoice by SMS and to two mailboxes."""
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, email="ramesh@example.com"))
        to = {"email": ["ramesh@example.com", "wife@example.com"]}
        told = send_invoice(
            invoice, channels=["sms", "email"], by=asha.user, include_pdf=False, recipients=to
        )
    fake = use_provider()
    deliver()
    return invoice, told["sms"] + told["email"], fake.got


def test_no_two_messages_share_a_link_and_each_opens_the_bill(asha, sent):
    invoice, rows, got = sent
    paths = [message.links[0].removeprefix(settings.PUBLIC_BASE_URL) for message in got]
    assert len(set(paths)) == 3 and {path_of(asha, row) for row in rows} == set(paths)
    for path in paths:
        assert invoice.number in Client().get(path).content.decode()


def test_only_the_hash_rests_and_the_same_link_is_rendered_again(asha, sent, use_provider):
    _, rows, got = sent
    tokens = {token_of(message.links[0]) for message in got}
    with asha.scope():
        kept = PublicLink.objects.filter(subject__startswith="notification:")
        assert len(kept) == 3 and not tokens & set(kept.values_list("token_hash", flat=True))
        bodies = "".join(Notification.objects.values_list("body", flat=True))
    assert not any(token in bodies for token in tokens)
    change(asha, rows[0], state="queued")
    fake = use_provider()
    deliver()
    assert token_of(fake.got[0].links[0]) in tokens
    with asha.scope():
        assert PublicLink.objects.filter(subject__startswith="notification:").count() == 3


def test_a_link_that_was_given_before_still_opens_its_bill(asha, sent):
    invoice, _, _ = sent
    with asha.scope():
        path = links.link_to(invoice).removeprefix(settings.PUBLIC_BASE_URL)
    assert invoice.number in Client().get(path).content.decode()


def test_the_app_opens_it_too(asha, sent):
    invoice, rows, _ = sent
    answer = Client().get(f"/api/customer-portal/link?t={token_of(path_of(asha, rows[0]))}")
    assert answer.json()["invoice_number"] == invoice.number


def test_wishes_claims_and_the_way_to_the_code_work_with_it(asha, sent):
    invoice, rows, _ = sent
    path, browser = path_of(asha, rows[0]), Client()
    claim = {"amount": "100", "method": "cash", "reference": "UTR1", "paid_on": str(today(asha.business))}
    assert browser.post(path, claim).status_code == 302
    with asha.scope():
        assert invoice.claims.get().reference == "UTR1"
    assert Client().get(path.replace("/p?", "/p/wishes?")).status_code == 200
    proved = browser.post("/p/prove/", {"t": token_of(path)})
    assert proved.status_code == 302 and browser.session["portal_phone"] == invoice.party.phone


def test_after_the_code_the_bill_of_the_link_opens(asha, sent, use_provider):
    (invoice, rows, _), fake = sent, use_provider()
    browser = Client()
    browser.post("/p/prove/", {"t": token_of(path_of(asha, rows[0]))})
    browser.post("/portal/code/new/")
    work()
    opened = browser.post("/portal/code/", {"code": fake.got[-1].code}, follow=True)
    assert opened.redirect_chain[-1][0] == f"/portal/invoices/{asha.business.pk}/{invoice.pk}/"


def test_a_bill_without_a_way_to_pay_says_whom_to_ask(asha, sent):
    invoice, rows, _ = sent
    path = path_of(asha, rows[0])
    change_shop(asha, upi_id="", bank_details="", phone="+919876500099")
    text = Client().get(path).content.decode()
    assert "Ask Asha Traders how to pay" in text and 'href="tel:+919876500099"' in text
    assert "Your bills show no way to pay" in send_page(asha, invoice)
    change_shop(asha, bank_details="SBI 000123")
    assert "Ask Asha Traders how to pay" not in Client().get(path).content.decode()
    assert "Your bills show no way to pay" not in send_page(asha, invoice)


def change_shop(asha, **fields):
    Business.objects.filter(pk=asha.business.pk).update(**fields)


def send_page(asha, invoice):
    return asha.client.get(asha.url(f"invoices/{invoice.pk}/sending/")).content.decode()


def test_quotes_receipts_and_words_of_the_shop_lead_to_their_own_pages(asha, use_provider):
    fake = use_provider()
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(asha.user, phone="+919876500091", welcome=True))
        quote = give_quote(invoice.party, lines=[LINE], by=asha.user)
        send_quote(quote, channels=["sms"], by=asha.user)
        day = today(asha.business)
        record_payment(invoice.party, amount=50, method="cash", received_on=day, by=asha.user)
    work()
    pages = {}
    for message in fake.got:
        path = message.links[0].removeprefix(settings.PUBLIC_BASE_URL)
        pages[message.kind] = (path.partition("?")[0], Client().get(path).status_code)
    assert pages == {"quote_given": ("/q", 200), "receipt_sent": ("/p", 200), "welcome": ("/khata", 200)}


@pytest.fixture
def receipt(asha):
    """The path that a receipt brings to a customer whose debt was taken over from the paper book."""
    with asha.scope():
        party = a_party(asha.user, phone="+919876500096", opening_balance="800")
        day = today(asha.business)
        record_payment(party, amount=500, method="cash", received_on=day, by=asha.user)
    work()
    with asha.scope():
        row = Notification.objects.get(kind="receipt_sent")
    return path_of(asha, row)


def test_the_receipt_of_a_customer_without_a_bill_opens_the_khata(receipt):
    browser = Client()
    answer = browser.get(receipt, follow=True)
    assert answer.redirect_chain == [(receipt.replace("/p?", "/khata?"), 302)]
    assert "300.00" in answer.content.decode()
    proved = browser.post("/khata/prove/", {"t": token_of(receipt)})
    assert proved.status_code == 302 and browser.session["portal_phone"] == "+919876500096"


def test_its_reader_can_stop_without_signing_in(asha, receipt):
    path = receipt.replace("/p?", "/p/wishes?")
    assert f'href="/khata?t={token_of(receipt)}"' in Client().get(path).content.decode()
    assert Client().post(path, {"often": "off"}).status_code == 302
    with asha.scope():
        assert Preference.objects.get().often == "off"


def test_the_receipts_of_a_reported_wrong_number_open_nothing_but_the_wishes(asha, receipt):
    assert Client().post(receipt.replace("/p?", "/p/wishes?"), {"not_me": "1"}).status_code == 302
    assert Client().get(receipt, follow=True).status_code == 404
    assert Client().get(receipt.replace("/p?", "/p/wishes?")).status_code == 200


def test_the_welcome_lets_its_reader_stop_without_signing_in(asha):
    with asha.scope():
        a_party(asha.user, phone="+919876500092", welcome=True)
    work()
    with asha.scope():
        row = Notification.objects.get(kind="welcome")
    path = path_of(asha, row)
    page = Client().get(path).content.decode()
    assert path.startswith("/khata?t=") and f"/p/wishes?t={token_of(path)}" in page


def test_a_bill_shared_by_hand_has_the_messages_link(asha):
    with asha.scope():
        invoice = an_invoice(asha.user)
        address = share_on_whatsapp(invoice, by=asha.user)
        row = Notification.objects.get(state="shared")
    assert token_of(path_of(asha, row)) in address


def test_the_link_of_a_message_that_is_gone_is_an_unknown_link(asha, no_worker):
    row = an_sms(asha, phone="+919876500093")
    path = path_of(asha, row)
    assert Client().get(path).status_code == 200
    change(asha, row, link_subject="")
    assert Client().get(path).status_code == 404
    assert Client().get(path.replace("/p?", "/p/wishes?")).status_code == 404


def test_another_shops_rows_stay_closed_to_it(asha, charlie, no_worker):
    """A message can't be turned to what another shop has."""
    row = an_sms(asha, phone="+919876500094")
    with charlie.scope():
        foreign = an_invoice(charlie.user)
    change(asha, row, link_subject=f"invoice:{foreign.pk}")
    assert Client().get(path_of(asha, row)).status_code == 404


def test_many_links_cost_one_statement(asha, no_worker):
    counts = []
    with asha.scope():
        party = a_party(asha.user, phone="+919876500095")
        invoice = an_invoice(asha.user, party)
        for many in (2, 12):
            to = {"phone": [f"+9199999{many:02d}{n:03d}" for n in range(many)]}
            told = send_invoice(invoice, channels=["sms"], by=asha.user, recipients=to, press=str(many))
            with CaptureQueriesContext(connection) as queries:
                made = composed(told["sms"], asha.business)
            assert len({message.links[0] for message in made.values()}) == many
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
