"""Signing up and in, choosing a shop, and the shop's settings."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartkhata.accounts.doors import owner_page, public_page, signed_in
from smartkhata.accounts.forms import ShopForm, SignInForm, SignUpForm
from smartkhata.accounts.selectors import memberships_of
from smartkhata.accounts.services.shops import FIELDS, HOUSE_COLOUR, save_settings
from smartkhata.accounts.services.signing_in import check_password
from smartkhata.accounts.services.signing_up import sign_up as open_account
from smartkhata.core import countries
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of
from smartkhata.core.tenancy import user_scope


@public_page
def landing(request):
    if request.user.is_authenticated:
        return redirect("accounts:shops")
    return render(request, "accounts/landing.html")


@public_page
def sign_up(request):
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, business = open_account(**form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            login(request, user)
            messages.success(request, _("Welcome! Add your first customer to begin."))
            return redirect("owner:home", shop=business.slug)
    return _form_page(request, "accounts/sign_up.html", form)


@public_page
def sign_in(request):
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = check_password(**form.cleaned_data, address=address_of(request))
        except DomainError as error:
            refused(form, error)
        else:
            login(request, user)
            return redirect(_next_page(request))
    return _form_page(request, "accounts/sign_in.html", form, next=request.GET.get("next", ""))


@public_page
@require_POST
def sign_out(request):
    logout(request)
    return redirect("accounts:sign_in")


@signed_in
def shops(request):
    with user_scope(request.user.pk):
        memberships = list(memberships_of(request.user))
    if len(memberships) == 1:
        return redirect("owner:home", shop=memberships[0].business.slug)
    return render(request, "accounts/shops.html", {"memberships": memberships})


@public_page
def stale_form(request, reason=""):
    """Django's CSRF check said no: mostly a page that lay open too long."""
    raise DomainError(_("This page is too old to be sent. Go back, reload it and try again."), status=403)


@owner_page("settings.edit")
def settings(request):
    shop = request.business
    country = countries.get(shop.country)
    current = {field: getattr(shop, field) for field in FIELDS} | {"colour": shop.colour or HOUSE_COLOUR}
    form = ShopForm(request.POST or None, request.FILES or None, initial=current, country=country)
    if request.method == "POST" and form.is_valid():
        try:
            save_settings(shop, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Settings are saved."))
            return redirect("owner:settings", shop=shop.slug)
    return _form_page(request, "accounts/settings.html", form, country=country)


def _form_page(request, template, form, **context):
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _next_page(request):
    wanted = request.POST.get("next") or request.GET.get("next", "")
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=secure):
        return wanted
    return reverse("accounts:shops")
