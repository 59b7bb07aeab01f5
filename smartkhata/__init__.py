"""SmartKhata: the khata, the invoice, the message, the payment."""

from smartkhata.celery import app as celery_app

__all__ = ["celery_app"]
