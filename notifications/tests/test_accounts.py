"""A shop's own account with a provider: encrypted, used, never shown."""

import pytest

from notifications.services import accounts
from smartkhata.core.testing.superuser import as_superuser

pytestmark = pytest.mark.django_db(transaction=True)


def test_keys_of_a_shop_are_written_and_not_shown(asha):
    with asha.scope():
        keys = {"username": "asha", "api_key": "atsk_0123456789"}
        accounts.set_account("sms", "africastalking", keys, by=asha.user)
        [shown] = accounts.accounts()
        assert "atsk" not in str(shown) and shown["hint"] == "ends in 6789"
    [(stored,)] = as_superuser("SELECT secrets FROM notifications_provideraccount")
    assert "atsk_0123456789" not in stored
