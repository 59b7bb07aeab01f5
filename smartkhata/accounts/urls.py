"""Signing up and in, the account, the team and a shop's settings."""

from django.urls import path

from smartkhata.accounts.api import views as api_views
from smartkhata.accounts.views import account, entering, files, shops, team

public = [
    path("", entering.landing, name="landing"),
    path("sign-up/", entering.sign_up, name="sign_up"),
    path("sign-in/", entering.sign_in, name="sign_in"),
    path("sign-out/", entering.sign_out, name="sign_out"),
    path("join", team.join, name="join"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/confirmation/", account.confirmation, name="confirmation"),
    path("account/forgotten/", account.forgotten, name="forgotten"),
    path("account/forgotten/sent/", account.forgotten_sent, name="forgotten_sent"),
    path("account/letter", account.letter, name="letter"),
    path("shops/", shops.shops, name="shops"),
    path("shops/new/", shops.shop_new, name="shop_new"),
    path("shops/<slug:shop>/logo", files.logo, name="logo"),
]
owner = [
    path("settings/", shops.settings, name="settings"),
    path("team/", team.team, name="team"),
    path("team/<uuid:member>/role/", team.role, name="team_role"),
    path("team/<uuid:member>/removal/", team.removal, name="team_removal"),
    path("team/invitations/<uuid:invitation>/withdrawal/", team.withdrawal, name="team_withdrawal"),
    path("files/<uuid:file>/", files.stored_file, name="file"),
]
api = [
    path("auth/sign-up", api_views.SignUp.as_view(), name="sign-up"),
    path("auth/token", api_views.Token.as_view(), name="token"),
    path("auth/refresh", api_views.Refresh.as_view(), name="refresh"),
    path("auth/sign-out", api_views.SignOut.as_view(), name="sign-out"),
]
