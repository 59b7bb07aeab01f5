"""Signing up and in, and a shop's settings."""

from django.urls import path

from smartkhata.accounts import files, views
from smartkhata.accounts.api import views as api_views

public = [
    path("", views.landing, name="landing"),
    path("sign-up/", views.sign_up, name="sign_up"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("shops/", views.shops, name="shops"),
    path("shops/<slug:shop>/logo", files.logo, name="logo"),
]
owner = [
    path("settings/", views.settings, name="settings"),
    path("files/<uuid:file>/", files.stored_file, name="file"),
]
api = [
    path("auth/sign-up", api_views.SignUp.as_view(), name="sign-up"),
    path("auth/token", api_views.Token.as_view(), name="token"),
    path("auth/refresh", api_views.Refresh.as_view(), name="refresh"),
    path("auth/sign-out", api_views.SignOut.as_view(), name="sign-out"),
]
