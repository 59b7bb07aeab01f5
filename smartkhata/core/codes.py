"""One-time codes: derived from a challenge's id with a key outside the database, so no table holds one."""

import hashlib
import hmac

from django.conf import settings


def code_for(challenge):
    """The six digits of a challenge (a UUID)."""
    digest = hmac.new(settings.TOKEN_KEY.encode(), f"code:{challenge}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"
