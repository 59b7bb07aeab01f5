"""A shop brings its own provider: keys go in, are used, tested and removed, and never come out."""

import pytest

from notifications.models import Notification, ProviderAccount
from notifications.services import accounts
from smartkhata.core.errors import DomainError

pytestmark = pytest.mark.django_db
SECRET = "atsk_0123456789abcdef"
KEYS = {"username": "asha", "api_key": SECRET}


def save(person, **form):
    return person.client.post(person.url("messages/providers/sms/africastalking/"), KEYS | form)


def test_a_key_is_never_shown_again(asha):
    assert save(asha).status_code == 302
    pages = ["messages/providers/", "messages/providers/sms/africastalking/"]
    shown = "".join(asha.client.get(asha.url(path)).content.decode() for path in pages)
    assert SECRET not in shown and "ends in cdef" in shown and "Set. Leave empty to keep it." in shown
    assert SECRET not in asha.api.get("/api/provider-accounts").content.decode()


def test_what_is_left_empty_stays(asha):
    save(asha)
    save(asha, api_key="", sender="ASHA")
    with asha.scope():
        [row] = accounts.accounts()
        assert accounts.keys_of("africastalking", row["id"])["api_key"] == SECRET
    assert row["keys"] == ["api_key", "hook_secret", "sender", "username"]


def test_another_providers_keys_are_not_mixed_in(asha):
    save(asha)
    with asha.scope(), pytest.raises(DomainError):
        accounts.set_account("sms", "twilio", {"auth_token": "x"}, by=asha.user)


def test_a_missing_and_a_garbled_key_are_said_at_their_field(asha):
    assert "Enter this. Without it nothing can be sent." in save(asha, api_key="").content.decode()
    keys = {"auth_key": "k" * 20, "header": "SMK"}
    answer = asha.client.post(asha.url("messages/providers/sms/msg91/"), keys)
    assert answer.status_code == 400 and "six letters, or six digits" in answer.content.decode()


def test_removed_the_platform_carries_the_channel_again(asha):
    save(asha)
    asha.client.post(asha.url("messages/providers/sms/removal/"))
    with asha.scope():
        assert not ProviderAccount.objects.exists()


def test_a_test_goes_to_the_shops_own_phone(asha):
    asha.business.phone = "+919876511111"
    asha.business.save()
    asha.client.post(asha.url("messages/providers/sms/test/"))
    with asha.scope():
        row = Notification.objects.get(kind="test")
    assert (row.recipient, row.party_id) == ("+919876511111", None)


def test_a_test_by_a_channel_that_is_none_is_not_found(asha):
    assert asha.client.post(asha.url("messages/providers/pigeon/test/")).status_code == 404


def test_a_slip_of_ours_while_a_test_is_sent_is_not_a_page_that_is_missing(asha, monkeypatch):
    def slip(*channel, **about):
        raise KeyError("row")

    monkeypatch.setattr("notifications.services.accounts.send_test", slip)
    with pytest.raises(KeyError):
        asha.client.post(asha.url("messages/providers/sms/test/"))


def test_without_an_address_of_ones_own_nothing_is_sent(asha):
    asha.client.post(asha.url("messages/providers/email/test/"))
    with asha.scope():
        assert not Notification.objects.filter(kind="test").exists()


def test_the_app_sets_and_removes_an_account(asha):
    body = {"provider": "africastalking", "keys": KEYS}
    answer = asha.api.put("/api/provider-accounts/sms", body).json()
    assert (answer["is_own"], answer["keys_set"]) == (True, ["api_key", "username"])
    assert asha.api.delete("/api/provider-accounts/sms").status_code == 204
    assert asha.api.put("/api/provider-accounts/pigeon", body).status_code == 404


def test_an_address_of_ones_own_is_refused(asha):
    """It would be a way into our network."""
    body = {"provider": "africastalking", "keys": KEYS | {"base_url": "http://10.0.0.1"}}
    assert asha.api.put("/api/provider-accounts/sms", body).status_code == 400
