"""A browser in which a member of staff is signed in, by password and TOTP code."""

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from smartkhata.accounts.models import User

PASSWORD = "a long enough sentence"


@pytest.fixture
def staff(client):
    user = User.objects.create_superuser("staff@example.com", PASSWORD, name="Sam")
    device = TOTPDevice.objects.create(user=user, name="phone")
    login = {"username": user.email, "password": PASSWORD, "otp_device": device.persistent_id}
    client.post("/staff/login/", login | {"otp_token": f"{totp(device.bin_key):06d}"})
    return client
