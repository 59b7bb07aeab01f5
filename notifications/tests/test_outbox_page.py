"""The outbox: only on a local copy, only for this machine; as a page and as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from notifications.models import OutboxMessage
from notifications.testing import an_sms, deliver
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(asha):
    rows = [an_sms(asha, phone="+919876500001"), an_sms(asha, phone="+919876500002")]
    work()
    deliver()
    return rows


def outbox(**options):
    out = StringIO()
    call_command("outbox", as_json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_page_shows_the_newest_first_with_working_links(two):
    text = Client().get("/outbox/").content.decode()
    assert text.index("+919876500002") < text.index("+919876500001")
    link = OutboxMessage.objects.latest("pk").links[0]
    assert f'href="{link}"' in text


def test_it_can_be_narrowed_to_one_address(two):
    text = Client().get("/outbox/", {"to": "+919876500001"}).content.decode()
    assert "+919876500001" in text and "+919876500002" not in text


def test_it_exists_on_local_copies_only(two, settings):
    settings.EMBEDDED = False
    assert Client().get("/outbox/").status_code == 404


@pytest.mark.parametrize(
    "request_of",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=1.2.3.4"},
    ],
)
def test_it_exists_for_this_machine_only(two, request_of):
    assert Client().get("/outbox/", **request_of).status_code == 404


def test_the_command_prints_all_oldest_first(two):
    messages = outbox()
    assert [message["to"] for message in messages] == ["+919876500001", "+919876500002"]
    keys = {"id", "at", "channel", "to", "kind", "subject", "body", "links", "code", "attachments"}
    assert set(messages[0]) == keys
    assert messages[0]["id"] == str(two[0].pk)
    assert messages[0]["links"][0] in messages[0]["body"]


def test_the_command_takes_an_address_and_a_moment(two):
    [message] = outbox(to="+919876500002")
    assert outbox(since=message["at"]) == [message]
    assert outbox(since="2999-01-01") == []


def test_a_moment_that_is_none_is_refused_with_an_example():
    with pytest.raises(CommandError, match="2026-11-20T10:30:00"):
        outbox(since="yesterday")
