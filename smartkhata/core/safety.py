"""What must be true before SmartKhata serves anyone. Read by settings, so every process refuses alike."""

import base64
import binascii
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SECRET_CHARACTERS = 32


def refuse_unsafe(*, embedded, debug, secrets, field_keys, public_base_url, allowed_hosts):
    """ImproperlyConfigured with everything that is wrong, in one line. `secrets` is {name: value}.

    Only a local copy with embedded servers may have DEBUG, any host and plain HTTP.
    """
    wrong = [*_wrong_keys(field_keys), *_wrong_secrets(secrets)]
    if not embedded:
        if debug:
            wrong.append("DEBUG is for a local copy: unset it")
        if "*" in allowed_hosts:
            wrong.append("ALLOWED_HOSTS names the hosts you serve, not *")
        address = urlsplit(public_base_url)
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            wrong.append("PUBLIC_BASE_URL starts with https:// (codes and sessions travel there)")
    if wrong:
        raise ImproperlyConfigured("; ".join(wrong) + ".")


def _wrong_secrets(secrets):
    for name, value in secrets.items():
        if len(value) < SECRET_CHARACTERS:
            yield f"{name} has at least {SECRET_CHARACTERS} random characters"
    if len(set(secrets.values())) < len(secrets):
        yield f"{' and '.join(secrets)} differ"


def _wrong_keys(entries):
    ids = [entry.partition(":")[0] for entry in entries]
    if not entries or not all(_is_key(entry) for entry in entries) or len(set(ids)) < len(ids):
        yield "FIELD_KEYS is a list like k2:KEY,k1:KEY, each KEY 32 random bytes in base64, newest first"


def _is_key(entry):
    key_id, _, key = entry.partition(":")
    try:
        return bool(key_id) and len(base64.b64decode(key, validate=True)) == 32
    except binascii.Error:
        return False
