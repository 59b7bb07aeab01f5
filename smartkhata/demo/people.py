"""Logins of the demo: random passwords made on the spot, written once to a file only its owner can read."""

import base64
import json
import secrets

from django_otp.plugins.otp_totp.models import TOTPDevice

from smartkhata.accounts.models import User
from smartkhata.core.whole_files import write_whole


def add_staff():
    """A staff member with TOTP; returns {"email", "password", "totp_secret"} (base32)."""
    password = secrets.token_urlsafe(15)
    user = User.objects.create_superuser("staff@demo.smartkhata.invalid", password, name="Demo Staff")
    device = TOTPDevice.objects.create(user=user, name="demo")
    secret = base64.b32encode(bytes.fromhex(device.key)).decode()
    return {"email": user.email, "password": password, "totp_secret": secret}


def write_logins(path, logins):
    """Lay the logins beside `path`, before they are committed: a kill in between must not lose them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(_uncommitted(path), json.dumps(logins, indent=2))


def settle_logins(path):
    """Move what `write_logins` laid down into its place, once it is committed; harmless when nothing lies there."""
    if _uncommitted(path).exists():
        _uncommitted(path).replace(path)


def uncommitted_shops(path):
    """Ids of the shops in the logins that were laid down and not settled."""
    laid = _uncommitted(path)
    return [owner["business_id"] for owner in json.loads(laid.read_text())["owners"]] if laid.exists() else []


def _uncommitted(path):
    return path.with_name(f"{path.name}.uncommitted")
