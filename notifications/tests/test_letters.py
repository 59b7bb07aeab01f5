"""E-mail: subject, text and a simple page with the same words."""

import pytest
from django.core import mail as mail_box

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.providers.django_email import DjangoEmail
from notifications.providers.sendgrid import SendGrid
from notifications.services.outbox import send_invoice
from notifications.testing import deliver
from smartkhata.accounts.testing import open_shop

pytestmark = pytest.mark.django_db
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


def letter(person, use_provider, name="Ramesh Kumar", message=""):
    with person.scope():
        invoice = an_invoice(person.user, a_party(name=name, email="ramesh@example.com"))
        send_invoice(invoice, channels=["email"], by=person.user, include_pdf=False, message=message)
    fake = use_provider()
    deliver()
    return invoice, fake.got[0]


def test_the_letter_tells_what_the_document_asks_for(asha, use_provider):
    invoice, mail = letter(asha, use_provider)
    assert mail.subject == f"Invoice {invoice.number} from Asha Traders"
    for words in ("Dear Ramesh Kumar", invoice.number, "₹45,000.00", f"{invoice.due_on:%d %b %Y}"):
        assert words in mail.body
    assert mail.links[0] in mail.body and "{" not in mail.body


def test_ones_own_words_replace_the_usual_ones(asha, use_provider):
    _, mail = letter(asha, use_provider, message="See you at Diwali!")
    assert "See you at Diwali!" in mail.body and "Thank you for your business. Here" not in mail.body


def test_the_page_holds_the_same_words_and_a_button(asha, use_provider):
    invoice, mail = letter(asha, use_provider)
    assert f'<a class="button" href="{mail.links[0]}">View and pay online</a>' in mail.html
    assert f"<li>Invoice Number: {invoice.number}</li>" in mail.html
    assert "<p>Dear Ramesh Kumar,</p>" in mail.html


def test_what_people_type_is_text_and_never_markup(asha, use_provider):
    _, mail = letter(asha, use_provider, message="<script>alert(1)</script> & more")
    assert "<script>" not in mail.html and "&lt;script&gt;" in mail.html
    assert "<script>alert(1)</script> & more" in mail.body


def test_a_line_break_in_a_name_does_not_forge_a_header(db, use_provider):
    person = open_shop("Evil\nBcc: all@example.com\n\nShop")
    _, mail = letter(person, use_provider, name="Ramesh\n\nKumar")
    assert "\n" not in mail.subject
    assert "Dear Ramesh Kumar" in mail.body


def test_the_reader_can_end_them_from_the_mail_program(asha, use_provider):
    _, mail = letter(asha, use_provider)
    token = mail.links[0].partition("?t=")[2]
    assert mail.unsubscribe.endswith(f"/p/stop?t={token}")
    asked_for = {
        "List-Unsubscribe": f"<{mail.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    mail_box.outbox.clear()
    letters = DjangoEmail(sender="SmartKhata <bills@sk.example>", backend=MEMORY)
    letters.send(mail)
    [sent] = mail_box.outbox
    assert sent.extra_headers.items() >= asked_for.items()
    asked = SendGrid(api_key="SG.x", sender="bills@sk.example").request(mail).json
    assert asked["personalizations"][0]["headers"] == asked_for


def test_no_header_of_a_letter_tells_what_it_is_about(asha, use_provider):
    """Categories and custom arguments stay with the provider for years: only our own number of the message."""
    invoice, mail = letter(asha, use_provider)
    asked = SendGrid(api_key="SG.x", sender="bills@sk.example").request(mail).json
    assert "categories" not in asked
    assert set(asked["personalizations"][0]["custom_args"]) == {"notification_id"}
