"""Logins of the demo: random passwords made on the spot, written once to a file only its owner can read."""

import base64
import json
import os
import secrets

from django_otp.plugins.otp_totp.models import TOTPDevice

from smartkhata.accounts.models import User


def add_staff():
    """A staff member with TOTP; returns {"email", "password", "totp_secret"} (base32)."""
    password = secrets.token_urlsafe(15)
    user = User.objects.create_superuser("staff@demo.smartkhata.invalid", password, name="Demo Staff")
    device = TOTPDevice.objects.create(user=user, name="demo")
    secret = base64.b32encode(bytes.fromhex(device.key)).decode()
    return {"email": user.email, "password": password, "totp_secret": secret}


def write_logins(path, logins):
    """Write demo.json with mode 0600."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(logins, file, indent=2)
