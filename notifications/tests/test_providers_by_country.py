"""SMS by the number's country: each has its law and its provider, whatever the shop's own country is."""

import json

import pytest
from django.core.checks import run_checks

from customers.testing import a_party
from invoicing.testing import an_invoice
from notifications.kinds import KINDS
from notifications.models import ProviderAccount
from notifications.providers.base import Refused
from notifications.services.broadcasting import addressees
from notifications.services.channels import NOT_TO_THERE, hand_for, serves
from notifications.services.claiming import claim
from notifications.services.failed import failed_messages, with_ways
from notifications.services.outbox import send_invoice
from notifications.services.preparing import prepared
from notifications.services.previews import previews
from notifications.testing import an_sms, change
from notifications.tests.exchanges import TEMPLATES, a_message, exchange, server, twilio
from smartkhata.core.errors import DomainError
from smartkhata.core.tenancy import no_scope

__all__ = ["server"]
INDIA, KENYA = "+919876543210", "+254722123456"
KEYS = {
    "msg91": {"auth_key": "key", "header": "SMKHTA", "templates": json.dumps(TEMPLATES)},
    "africastalking": {"username": "u", "api_key": "key"},
}


@pytest.fixture
def both(settings):
    settings.PROVIDERS = {"sms": "none", "sms:IN": "msg91", "sms:KE": "africastalking", "email": "outbox"}
    settings.PROVIDER_KEYS = KEYS


@pytest.fixture
def only(settings):
    """``only(name)``: one provider for all SMS."""

    def set_up(name):
        settings.PROVIDERS = {"sms": name, "email": "outbox"}
        settings.PROVIDER_KEYS = KEYS

    return set_up


def name_for(to):
    return hand_for("sms", None, to).key


def test_each_number_goes_by_the_provider_of_its_country(both):
    assert (name_for(INDIA), name_for(KENYA)) == ("msg91:sms", "africastalking:sms")


@pytest.mark.parametrize(("name", "to"), [("msg91", KENYA), ("africastalking", INDIA)])
def test_no_provider_is_asked_for_what_it_may_not_send(only, name, to):
    only(name)
    with pytest.raises(DomainError) as refused:
        hand_for("sms", None, to)
    assert (refused.value.code, refused.value.message) == ("not_set_up", NOT_TO_THERE)


def test_the_shops_own_account_serves_its_country_and_ours_the_others(both):
    own = ProviderAccount(
        channel="sms", provider="msg91", secrets=json.dumps(KEYS["msg91"]), business_id=None
    )
    assert hand_for("sms", own, INDIA).key == "msg91:sms:None"
    assert hand_for("sms", own, KENYA).key == "africastalking:sms"


def test_before_it_starts_it_says_which_country_has_no_sms(only, both):
    assert not [row for row in run_checks() if row.id == "notifications.W001"]
    only("msg91")
    [warning] = [row for row in run_checks() if row.id == "notifications.W001"]
    assert "KE" in warning.msg and "SMS_PROVIDER_KE" in warning.hint


def test_twilio_sends_to_india_under_the_registered_header(server):
    header = {"registration": {"id": "1", "header": "SMKHTA", "variables": []}}
    _, (_, _, _, body) = exchange(server, twilio(server), a_message(to=INDIA, **header), (201, "{}"))
    assert "From=SMKHTA" in body
    _, (_, _, _, body) = exchange(server, twilio(server), a_message(to=KENYA, **header), (201, "{}"))
    assert "From=%2B15005550006" in body


def test_twilio_sends_no_variable_that_india_would_not_let_through(server):
    long = a_message(to=INDIA, variables={"link": "https://sk.in/" + "x" * 60})
    with pytest.raises(Refused, match="The link in it is longer than the 40"):
        twilio(server).request(long)
    with pytest.raises(Refused, match="A name or an amount in it is longer than the 40"):
        twilio(server).request(a_message(to=INDIA, variables={"biz": "x" * 41}))
    twilio(server).request(a_message(to=KENYA, variables=long.variables))


@pytest.mark.django_db
def test_the_customer_who_can_be_reached_by_mail_only_is(asha, only, no_worker):
    only("africastalking")
    with asha.scope():
        party = a_party(asha.user, phone=INDIA, email="ramesh@example.com")
        told = send_invoice(an_invoice(asha.user, party), channels=["sms", "email"], by=asha.user)
        assert told["sms"] == NOT_TO_THERE and told["email"]
        assert serves("sms") and serves("sms", KENYA) and not serves("sms", INDIA)


@pytest.mark.django_db
def test_an_unregistered_text_is_named_before_it_is_sent(asha, both, settings):
    with asha.scope():
        kind = KINDS["invoice_created"](an_invoice(asha.user, a_party(asha.user, phone=INDIA)))
        [fine] = previews(kind, {"sms": [INDIA]}, asha.business)
        settings.PROVIDER_KEYS = KEYS | {"msg91": KEYS["msg91"] | {"templates": "{}"}}
        [seen] = previews(kind, {"sms": [INDIA]}, asha.business)
    assert fine.problems == [] and "not registered for SMS in India" in seen.problems[0]


@pytest.mark.django_db
def test_to_many_each_by_what_reaches_them(asha, only):
    only("msg91")
    with asha.scope():
        party = a_party(asha.user, phone=KENYA, email="wanjiku@example.com")
        assert [one.channel for one in addressees([party], channels=["sms", "email"])] == ["email"]
        assert [one.why_not for one in addressees([party], channels=["sms"])] == [NOT_TO_THERE]


@pytest.mark.django_db
def test_the_bounce_inbox_offers_no_way_that_is_none(asha, only, no_worker):
    row = an_sms(asha, phone=INDIA)
    change(asha, row, state="failed")
    only("africastalking")
    with asha.scope():
        [mend] = with_ways(list(failed_messages()))
    assert not mend["again"] and mend["others"] == []


@pytest.mark.django_db
def test_one_batch_goes_two_ways(asha, both, no_worker):
    with asha.scope():
        for phone in (INDIA, KENYA):
            send_invoice(
                an_invoice(asha.user, a_party(asha.user, phone=phone)), channels=["sms"], by=asha.user
            )
    with no_scope():
        parcels, _ = prepared(claim(10))
    keys = {parcel.message.to: parcel.hand.key for parcel in parcels}
    assert keys == {INDIA: "msg91:sms", KENYA: "africastalking:sms"}
