"""Parties and the khata."""

from django.urls import path

from customers import api as customers_api

owner = []

api = [
    path("customers", customers_api.Customers.as_view(), name="customers"),
    path("customers/stats/summary", customers_api.Statistics.as_view(), name="statistics"),
    path("customers/<str:customer_id>", customers_api.Customer.as_view(), name="customer"),
    path("customers/<str:customer_id>/entries", customers_api.Entries.as_view(), name="entries"),
    path("customers/<str:customer_id>/ledger", customers_api.Ledger.as_view(), name="ledger"),
]
