"""The first member of staff, as docs/operations.md says: a user, one code to get in, then a phone of their own."""

import io
import os
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from smartkhata.accounts.models import User
from smartkhata.staff.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
EMAIL = "you@example.in"


def test_the_first_one_gets_in_by_one_code_and_adds_a_phone(client, monkeypatch):
    monkeypatch.setitem(os.environ, "DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email=EMAIL, stdout=io.StringIO())
    said = io.StringIO()
    call_command("addstatictoken", EMAIL, stdout=said)
    code = said.getvalue().strip()
    login = {"username": EMAIL, "password": PASSWORD}
    asked = client.post("/staff/login/", login | {"otp_token": code})
    assert client.get("/staff/").status_code == 302, "a password alone opens nothing"
    [device] = re.findall(r'<option value="(otp_static[^"]+)"', asked.content.decode())
    login |= {"otp_device": device}
    client.post("/staff/login/", login | {"otp_token": code})
    assert client.get("/staff/").status_code == 200

    form = {"name": "phone", "confirmed": "on", "step": 30, "t0": 0, "digits": 6, "tolerance": 1, "drift": 0}
    form |= {"user": User.objects.get(email=EMAIL).pk, "key": "3132333435363738393031323334353637383930"}
    added = client.post(reverse("admin:otp_totp_totpdevice_add"), form | {"throttling_failure_count": 0})
    assert added.status_code == 302
    phone = TOTPDevice.objects.get()
    picture = client.get(reverse("admin:otp_totp_totpdevice_qrcode", args=[phone.pk]))
    assert picture.status_code == 200 and b"<svg" in picture.content
    client.post("/staff/logout/")
    client.post("/staff/login/", login | {"otp_token": code})
    assert client.get("/staff/").status_code == 302, "the code was for once"
