"""For hosts that only speak ASGI; WSGI is measured faster for this product (docs/scaling.md)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")

application = get_asgi_application()
