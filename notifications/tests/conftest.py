from notifications.testing import by_day, no_worker, use_provider

__all__ = ["by_day", "no_worker", "use_provider"]
