"""Forgotten passwords and addresses to confirm: one letter, one use, nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from smartkhata.accounts.models import AccountLetter
from smartkhata.accounts.services import letters
from smartkhata.accounts.testing import PASSWORD
from smartkhata.core.errors import DomainError
from smartkhata.core.links import link_to

pytestmark = pytest.mark.django_db
NEW = "another long sentence"


def link_of(person):
    with person.scope():
        return re.sub(r"^https?://[^/]+", "", link_to(AccountLetter.objects.latest("created_at")))


@pytest.fixture
def forgotten(asha):
    Client().post("/account/forgotten/", {"email": "Asha@example.com"})
    return link_of(asha)


def test_the_letter_lets_its_reader_choose_a_new_password(asha, forgotten):
    browser = Client()
    assert browser.get(forgotten).status_code == 200
    assert browser.post(forgotten, {"password": NEW}).status_code == 302
    assert browser.login(username="asha@example.com", password=NEW)
    asha.user.refresh_from_db()
    assert asha.user.email_confirmed_at


def test_every_other_sign_in_ends(asha, forgotten):
    here, app = asha.client, asha.api
    assert here.get(asha.url()).status_code == 200
    Client().post(forgotten, {"password": NEW})
    assert here.get(asha.url()).status_code == 302
    assert app.get("/api/customers").status_code == 401


def test_a_letter_works_once(forgotten):
    Client().post(forgotten, {"password": NEW})
    assert Client().post(forgotten, {"password": "yet another sentence"}).status_code == 410


def test_opening_the_link_changes_nothing(asha, forgotten):
    """Mail scanners open links."""
    for _ in range(3):
        Client().get(forgotten)
    assert Client().login(username="asha@example.com", password=PASSWORD)


def test_an_old_letter_is_over(asha, forgotten):
    token = forgotten.partition("t=")[2]
    with pytest.raises(DomainError, match="too old"):
        letters.open_letter(token, address="127.0.0.1", at=timezone.now() + timedelta(hours=1, seconds=1))


def test_unknown_addresses_are_answered_alike(asha):
    known = Client().post("/account/forgotten/", {"email": "asha@example.com"})
    unknown = Client().post("/account/forgotten/", {"email": "nobody@example.com"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert AccountLetter.objects.count() == 1


def test_nobody_is_flooded_with_letters(asha):
    answers = [Client().post("/account/forgotten/", {"email": "asha@example.com"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]


def test_a_guessed_link_opens_nothing(db):
    assert Client().get("/account/letter?t=AAAAAAAAAAAAAAAA").status_code == 404


def test_an_address_is_confirmed_by_its_letter(asha):
    asha.client.post("/account/confirmation/")
    asha.client.post(link_of(asha))
    asha.user.refresh_from_db()
    assert asha.user.email_confirmed_at


def test_a_password_is_changed_by_who_knows_the_old_one(asha):
    wrong = asha.client.post("/account/password/", {"current": "not this one", "new": NEW})
    assert "not your current password" in wrong.content.decode()
    assert asha.client.post("/account/password/", {"current": PASSWORD, "new": NEW}).status_code == 302
    assert asha.client.get("/account/").status_code == 200  # this browser stays signed in
    assert Client().login(username="asha@example.com", password=NEW)
