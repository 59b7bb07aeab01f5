"""Prints an .env with fresh secrets for compose.yaml (see README.md).

Standard library only. Once: without the old FIELD_KEYS nobody can read what is stored. Keep a copy of it apart
from the backups.
"""

import base64
import secrets

RANDOM = ("POSTGRES_PASSWORD", "SK_OWNER_PASSWORD", "SK_APP_PASSWORD", "SECRET_KEY", "TOKEN_KEY")


def env_file():
    lines = [f"{name}={secrets.token_urlsafe(36)}" for name in RANDOM]
    return [*lines, f"FIELD_KEYS=k1:{base64.b64encode(secrets.token_bytes(32)).decode()}"]


if __name__ == "__main__":
    print("\n".join(env_file()))
