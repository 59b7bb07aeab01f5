"""WhatsApp by approved templates: each value at its number, in the reader's language, under no other text's name."""

import json

import pytest

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.answers import answer_of
from notifications.kinds import KINDS
from notifications.providers.base import Refused
from notifications.providers.twilio import NOT_APPROVED, WITHIN_A_DAY, Twilio
from notifications.services.outbox import send_invoice
from notifications.services.previews import previews
from notifications.services.texts import save_text
from notifications.tests import recorded
from notifications.tests.exchanges import a_message, exchange, server, twilio
from smartkhata.accounts.testing import open_shop
from smartkhata.core.errors import DomainError
from smartkhata.core.testing.queue import work

__all__ = ["server"]
pytestmark = pytest.mark.django_db
SIDS = {name: f"HX{number:032}" for number, name in enumerate(["invoice_created", "invoice_created.hi"])}
KEYS = {"account_sid": recorded.SID, "auth_token": "token", "whatsapp_sender": "+14155238886"}
KEY = ("invoice_created", "default", "whatsapp", "en")


def queued(person, use_provider, **party):
    """The message of a new bill as its provider gets it: read back from its row."""
    fake = use_provider()
    with person.scope():
        invoice = an_invoice(person.user, a_party(phone="+919876500001", **party))
        send_invoice(invoice, channels=["whatsapp"], by=person.user)
    work()
    [message] = fake.got
    return message


def asked(message, **sids):
    return Twilio(**KEYS, content_sids=json.dumps(sids or SIDS)).request(message).data


@pytest.mark.parametrize("language", ["en", "hi"])
def test_each_value_stands_at_its_number_in_the_readers_language(asha, use_provider, language):
    message = queued(asha, use_provider, language=language, name="Ramesh")
    form = asked(message)
    assert form["ContentSid"] == SIDS["invoice_created" if language == "en" else "invoice_created.hi"]
    values = list(json.loads(form["ContentVariables"]).values())
    places = [message.body.index(text) for text in values]
    assert places == sorted(places) and "Ramesh" in values[0] and "/p?t=" in values[-1]
    assert (values[1] == "Asha Traders") == (language == "hi")


@pytest.mark.parametrize(
    "change", [{"language": "sw"}, {"tone": "urgent"}, {"registration": {"id": "", "variables": []}}]
)
def test_no_other_text_goes_under_an_approved_name(change):
    with pytest.raises(Refused, match="not approved"):
        asked(a_message(channel="whatsapp", **change))


def test_a_tone_has_a_template_of_its_own():
    message = a_message(channel="whatsapp", tone="urgent", language="hi")
    assert asked(message, **{"invoice_created.urgent.hi": "HXu"})["ContentSid"] == "HXu"


def test_a_kind_without_any_template_goes_in_words():
    """It arrives while the reader has written within the day; the test of an account goes so."""
    form = asked(a_message(channel="whatsapp", kind="test"))
    assert "ContentSid" not in form and form["Body"] == "Invoice INV-1"


def test_before_it_goes_the_owner_reads_what_whatsapp_will_do(asha, settings):
    """Free words arrive within a day of the customer's own; another text than the approved one never goes."""
    settings.PROVIDERS = {**settings.PROVIDERS, "whatsapp": "twilio"}
    with asha.scope():
        kind = KINDS["invoice_created"](an_invoice(asha.user, a_party(phone="+919876500001")))
        for sids, problems, notes in (
            ({}, [], [WITHIN_A_DAY]),
            (SIDS, [], []),
            ({"invoice_created.hi": "HX2"}, [NOT_APPROVED], []),
        ):
            settings.PROVIDER_KEYS = {"twilio": KEYS | {"content_sids": json.dumps(sids)}}
            [seen] = previews(kind, {"whatsapp": ["+919876500001"]}, asha.business)
            assert seen.problems == problems
            assert [note for note in seen.notes if "24 hours" in str(note)] == notes


def test_the_answer_says_it_too(asha, settings):
    settings.PROVIDERS = {**settings.PROVIDERS, "whatsapp": "twilio"}
    settings.PROVIDER_KEYS = {"twilio": KEYS}
    with asha.scope():
        invoice = an_invoice(asha.user, a_party(phone="+919876500001"))
        answer = answer_of(invoice, send_invoice(invoice, channels=["whatsapp"], by=asha.user), "")
    assert "within 24 hours" in answer["sent_via"]["whatsapp"]["note"]


@pytest.mark.parametrize(("body", "state"), [("Bill INV-1: {}", "accepted"), ("Bill INV-2: {}", None)])
def test_a_template_is_found_again_by_its_values(server, body, state):
    message = a_message(channel="whatsapp", variables={"inv": "INV-1", "link": "https://sk.in/p?t=abc"})
    row = recorded.TWILIO_TAKEN | {"body": body.format("https://sk.in/p?t=abc")}
    provider = twilio(server, whatsapp_sender="+14155238886", content_sids=json.dumps(SIDS))
    outcome, _ = exchange(server, provider, message, (200, {"messages": [row]}), act="look_up")
    assert getattr(outcome, "state", None) == state


def test_the_shops_own_text_needs_its_approval(settings):
    zawadi = open_shop("Zawadi Traders", "KE")
    settings.PROVIDERS = {**settings.PROVIDERS, "whatsapp": "twilio"}
    settings.PROVIDER_KEYS = {"twilio": KEYS | {"content_sids": json.dumps(SIDS)}}
    with zawadi.scope():
        with pytest.raises(DomainError) as refused:
            save_text(KEY, body="{inv} {link}", by=zawadi.user)
        assert set(refused.value.fields) == {"registered_id"}
        save_text(KEY, body="{inv} {link}", registered_id="HX1", by=zawadi.user)


def test_the_shops_own_text_goes_in_its_own_order(asha, use_provider):
    with asha.scope():
        save_text(KEY, body="{link} of {inv} for {name}", registered_id="HXown", by=asha.user)
    form = asked(queued(asha, use_provider, language="en", name="Ramesh"))
    values = list(json.loads(form["ContentVariables"]).values())
    assert form["ContentSid"] == "HXown" and "/p?t=" in values[0] and values[2] == "Ramesh"
