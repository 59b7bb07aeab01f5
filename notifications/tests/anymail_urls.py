"""The addresses that exist when django-anymail is installed."""

from django.urls import include, path

urlpatterns = [path("hooks/anymail/", include("anymail.urls"))]
