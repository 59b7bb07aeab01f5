"""Providers that answer as told, for the messages that lead to the portal."""

from notifications.testing import no_worker, use_provider

__all__ = ["no_worker", "use_provider"]
