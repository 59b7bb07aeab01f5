"""The letters about accounts reach the mailbox, in the shop's language, with a link that opens the right page."""

import pytest
from django.test import Client

from notifications.kinds import KINDS
from notifications.models import Notification, OutboxMessage
from smartkhata.accounts.services import letters, team
from smartkhata.core.testing.queue import work

pytestmark = pytest.mark.django_db


def test_an_invitation_is_sent_to_the_invited_address(asha):
    with asha.scope():
        team.invite(asha.business, email="devi@example.com", role="clerk", by=asha.user)
    work()
    mail = OutboxMessage.objects.get(to="devi@example.com")
    assert mail.subject == "Asha asks you to join Asha Traders on SmartKhata"
    assert "Asha Traders" in Client().get(mail.links[0]).content.decode()


def test_a_forgotten_password_brings_one_letter_to_the_owner(asha):
    letters.ask_password("asha@example.com", address="127.0.0.1")
    work()
    [mail] = OutboxMessage.objects.all()
    assert (mail.to, mail.kind) == ("asha@example.com", "password_reset")
    assert "Choose a new password" in Client().get(mail.links[0]).content.decode()


def test_the_log_keeps_no_link_that_could_be_used(asha):
    letters.ask_password("asha@example.com", address="127.0.0.1")
    work()
    with asha.scope():
        assert "{link}" in Notification.objects.get().body


@pytest.mark.parametrize("language", ["hi", "sw"])
@pytest.mark.parametrize("kind", ["invitation", "password_reset", "email_confirmation"])
def test_they_are_written_in_the_languages_of_our_countries(kind, language, settings):
    assert kind in KINDS
    text = settings.BASE_DIR / f"templates/messages/{kind}.email.{language}.txt"
    assert text.read_text() != text.with_name(f"{kind}.email.en.txt").read_text()
