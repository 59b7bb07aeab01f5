from notifications.testing import no_worker, use_provider

__all__ = ["no_worker", "use_provider"]
