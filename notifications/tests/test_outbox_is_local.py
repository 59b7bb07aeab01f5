"""Only a local copy has the outbox: elsewhere nobody would get what a shop reads as sent."""

import pytest
from django.core.checks import run_checks
from environ import Env

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.models import Notification, OutboxMessage
from smartkhata.provider_keys import providers


def found():
    return [row for row in run_checks() if row.id in ("notifications.W002", "notifications.W003")]


@pytest.fixture
def deployed(settings, monkeypatch):
    """A copy with servers of its own, for which nobody has set a provider."""
    for channel in ("SMS", "EMAIL", "WHATSAPP"):
        monkeypatch.delenv(f"{channel}_PROVIDER", raising=False)
    settings.EMBEDDED = False
    settings.PROVIDERS = providers(Env(), embedded=False)


def test_a_local_copy_keeps_messages_to_look_at_and_is_not_warned():
    assert providers(Env(), embedded=True)["sms"] == "outbox"
    assert not found()


def test_elsewhere_nothing_is_the_default_and_the_start_says_so(deployed, settings):
    assert set(settings.PROVIDERS.values()) == {"none"}
    assert [row.msg.partition(" ")[0] for row in found()] == [
        "EMAIL_PROVIDER",
        "SMS_PROVIDER_IN",
        "SMS_PROVIDER_KE",
    ]


def test_an_outbox_that_is_set_elsewhere_is_warned_of(deployed, settings):
    settings.PROVIDERS = {"sms": "msg91", "sms:KE": "outbox", "email": "sendgrid"}
    [warning] = found()
    assert warning.msg.startswith("SMS_PROVIDER_KE is outbox: nobody gets these messages")


@pytest.mark.django_db(transaction=True)
def test_the_owner_reads_that_it_can_not_be_sent_and_never_that_it_is(asha, deployed):
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001", email="ramesh@example.com"))
    address = asha.url(f"invoices/{invoice.pk}/sending/")
    answer = asha.client.post(address, {"sms": "on", "email": "on"}, follow=True)
    said = answer.content.decode()
    assert "SMS can&#x27;t be sent: no SMS provider is set" in said
    with asha.scope():
        assert not Notification.objects.exists() and not OutboxMessage.objects.exists()
