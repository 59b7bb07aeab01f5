"""The five surfaces: owner pages, the customer's portal, the API, providers' hooks, staff."""

from django.apps import apps
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

import analytics.urls
import customers.urls
import invoicing.urls
import notifications.urls
import portal.urls
import smartkhata.accounts.urls as accounts
import smartkhata.help
from smartkhata.accounts.doors import public_page
from smartkhata.core import health, theme

OWNER = [
    *accounts.owner,
    *analytics.urls.owner,
    *customers.urls.owner,
    *invoicing.urls.owner,
    *notifications.urls.owner,
    *portal.urls.owner,
]
API = [
    *customers.urls.api_typed,
    *accounts.api,
    *analytics.urls.api,
    # Routes below /customers/<id>/ of the later apps stand before the customer's own.
    *portal.urls.api,
    *notifications.urls.api,
    *invoicing.urls.api,
    *customers.urls.api,
]

urlpatterns = [
    # First, because the routes without a prefix are tried one by one.
    path("api/v1/", include((API, "api"), namespace="api-v1")),
    path("api/", include((API, "api"), namespace="api")),
    path("healthz", public_page(health.healthz)),
    path("readyz", public_page(health.readyz)),
    path("favicon.ico", public_page(theme.icon)),
    path("theme", public_page(theme.choose), name="theme"),
    path("language", public_page(theme.language), name="language"),
    path("help/", include((smartkhata.help.urlpatterns, "help"))),
    path("", include((accounts.public, "accounts"))),
    path("b/<slug:shop>/", include((OWNER, "owner"))),
    path("", include((portal.urls.pages, "portal"))),
    path("", include((notifications.urls.pages, "notifications"))),
    path("", include((invoicing.urls.pages, "invoicing"))),
    *([path("hooks/anymail/", include("anymail.urls"))] if apps.is_installed("anymail") else []),
    path("hooks/", include((notifications.urls.hooks, "hooks"))),
    path("api/schema", SpectacularJSONAPIView.as_view(), name="schema"),
    path("staff/", admin.site.urls),
]
