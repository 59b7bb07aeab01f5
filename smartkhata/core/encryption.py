"""The encrypted field: AES-256-GCM with a key id in each value, so that keys can be changed.

The additional data is ``table.column``: a ciphertext moved to another column does not open. (The row's id
can't take part, because a value is encrypted before its row may have one.) So a migration that renames the
table or the column of such a field has to read and write its values anew.
"""

import base64
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models


class Unreadable(Exception):
    """The key of a stored value is gone, or the value was changed. Never answered with the ciphertext."""


class EncryptedTextField(models.TextField):
    """Text that rests encrypted. It can't be searched or sorted; an empty text stays empty."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value, self._place) if value else value

    def from_db_value(self, value, expression, connection):
        return decrypt(value, self._place) if value else value

    def get_lookup(self, lookup_name):
        # Each writing has its own nonce: "address=..." would compare with a new ciphertext and find nothing.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    @property
    def _place(self):
        return f"{self.model._meta.db_table}.{self.column}"


def encrypt(text, aad):
    """``keyid:base64(nonce + ciphertext)`` under the first key of settings.FIELD_KEYS."""
    key_id, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), aad.encode())
    return f"{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(value, aad):
    """The clear text; Unreadable for an unknown key, a changed value or another place (`aad`)."""
    key_id, _, payload = value.partition(":")
    try:
        raw = base64.b64decode(payload, validate=True)
        return AESGCM(_keys()[key_id]).decrypt(raw[:12], raw[12:], aad.encode()).decode()
    except (KeyError, ValueError, InvalidTag):
        raise Unreadable(f"A value of {aad} can't be read with the keys in FIELD_KEYS.") from None


def blind_index(value, purpose):
    """A keyed hash (hex) that finds equal values without showing them; a key of its own for each purpose.

    It is derived from the oldest key, the last of FIELD_KEYS, so that a new key in front changes no index.
    Equal values have equal hashes: what is frequent can be seen.
    """
    key = hmac.digest(list(_keys().values())[-1], f"index:{purpose}".encode(), "sha256")
    return hmac.digest(key, value.encode(), "sha256").hex()


def _keys():
    return _read_keys(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=4)
def _read_keys(entries):
    """``("k1:base64", ...)`` as {id: 32 bytes}; the first one writes, all of them read."""
    parts = (entry.partition(":") for entry in entries)
    return {key_id: base64.b64decode(key) for key_id, _, key in parts}
