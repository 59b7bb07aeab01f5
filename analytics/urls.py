"""Home and numbers."""

from django.urls import path

from analytics import api as analytics_api
from analytics import views

owner = [
    path("", views.home, name="home"),
]
api = [
    path("analytics/customer-network", analytics_api.CustomerNetwork.as_view(), name="customer-network"),
]
