"""A letter waits a minute for its PDF, then goes without and says so; an SMS never waits."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from customers.testing import a_party
from invoicing.models import StoredDocument
from invoicing.testing import an_invoice
from notifications.services.composing import NOT_ATTACHED
from notifications.services.outbox import send_invoice
from notifications.testing import change, deliver, fresh
from smartkhata.core.events import subject_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 the invoice"


@pytest.fixture
def invoice(asha, monkeypatch):
    monkeypatch.setattr("notifications.services.composing.pdf_available", lambda: True)
    with asha.scope():
        return an_invoice(asha.user, a_party(email="ramesh@example.com"))


def send(person, invoice, **options):
    with person.scope():
        told = send_invoice(invoice, channels=["sms", "email"], by=person.user, **options)
    return told["email"][0]


def render(person, invoice):
    with person.scope():
        sha256 = hashlib.sha256(PDF).hexdigest()
        StoredDocument.objects.create(
            subject=subject_of(invoice), content=PDF, sha256=sha256, created_at=timezone.now()
        )


def test_the_pdf_is_attached_under_the_invoices_number(asha, invoice, use_provider):
    send(asha, invoice)
    render(asha, invoice)
    fake = use_provider()
    deliver()
    [sms, email] = sorted(fake.got, key=lambda message: message.channel, reverse=True)
    assert [(file.name, file.content) for file in email.attachments] == [(f"{invoice.number}.pdf", PDF)]
    assert f"Attached: {invoice.number}.pdf" in email.body and sms.attachments == ()


def test_a_letter_waits_while_its_pdf_is_made_and_the_sms_does_not(asha, invoice, use_provider):
    email = send(asha, invoice)
    fake = use_provider()
    deliver()
    assert {message.channel for message in fake.got} == {"sms"}
    row = fresh(asha, email)
    assert (row.state, row.attempts, row.possible_duplicate) == ("queued", 0, False)
    assert row.next_attempt_at - timezone.now() < timedelta(seconds=1)


def test_a_pdf_that_nobody_is_making_is_asked_for(asha, invoice, use_provider, monkeypatch):
    asked = []
    monkeypatch.setattr("notifications.services.composing.documents.ask_for", asked.append)
    email = send(asha, invoice)
    change(asha, email, created_at=timezone.now())
    use_provider()
    deliver()
    assert asked == []
    change(asha, email, created_at=timezone.now() - timedelta(seconds=6), next_attempt_at=timezone.now())
    deliver()
    assert asked == [invoice]


def test_after_a_minute_it_goes_without_and_says_so(asha, invoice, use_provider):
    email = send(asha, invoice)
    change(asha, email, created_at=timezone.now() - timedelta(seconds=61))
    fake = use_provider()
    deliver()
    [letter] = [message for message in fake.got if message.channel == "email"]
    assert letter.attachments == () and NOT_ATTACHED in letter.body and NOT_ATTACHED in letter.html


@pytest.mark.parametrize("code,words", [("hi", "साथ में"), ("sw", "Kiambatisho")])
def test_what_is_attached_is_said_in_the_readers_language(asha, invoice, use_provider, code, words):
    email = send(asha, invoice)
    render(asha, invoice)
    change(asha, email, language=code)
    fake = use_provider()
    deliver()
    [letter] = [message for message in fake.got if message.channel == "email"]
    assert f"{words}: {invoice.number}.pdf" in letter.body and f"{words}: {invoice.number}.pdf" in letter.html


def test_where_no_pdf_can_be_made_nobody_waits(asha, invoice, use_provider, monkeypatch):
    monkeypatch.setattr("notifications.services.composing.pdf_available", lambda: False)
    send(asha, invoice)
    fake = use_provider()
    deliver()
    assert {message.channel for message in fake.got} == {"sms", "email"}


def test_without_the_wish_for_a_pdf_nothing_is_said_of_one(asha, invoice, use_provider):
    send(asha, invoice, include_pdf=False)
    fake = use_provider()
    deliver()
    [letter] = [message for message in fake.got if message.channel == "email"]
    assert letter.attachments == () and "ttached" not in letter.body
