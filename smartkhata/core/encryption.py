"""The encrypted field: AES-256-GCM with a key id in each value, so that keys can be changed."""

from django.db import models


class EncryptedTextField(models.TextField):
    """Placeholder until the cipher lands."""
