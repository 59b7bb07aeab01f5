"""Parties and the khata."""

from django.urls import path

from customers import api as customers_api
from customers import views

owner = [
    path("customers/", views.customers, name="customers"),
    path("customers/new/", views.customer_new, name="customer_new"),
    path("customers/<uuid:party>/", views.customer, name="customer"),
    path("customers/<uuid:party>/edit/", views.customer_edit, name="customer_edit"),
    path("customers/<uuid:party>/entries/", views.entry_new, name="entry_new"),
]

api = [
    path("customers", customers_api.Customers.as_view(), name="customers"),
    path("customers/stats/summary", customers_api.Statistics.as_view(), name="statistics"),
    path("customers/<str:customer_id>", customers_api.Customer.as_view(), name="customer"),
    path("customers/<str:customer_id>/entries", customers_api.Entries.as_view(), name="entries"),
    path("customers/<str:customer_id>/ledger", customers_api.Ledger.as_view(), name="ledger"),
]
