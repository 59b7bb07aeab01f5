"""Signing up, in and out."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartkhata.accounts.doors import public_page
from smartkhata.accounts.forms import SignInForm, SignUpForm
from smartkhata.accounts.services.letters import ask_confirmation
from smartkhata.accounts.services.signing_in import check_password
from smartkhata.accounts.services.signing_up import sign_up as open_account
from smartkhata.accounts.views.forms import form_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of


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
            ask_confirmation(user)
            messages.success(request, _("Welcome! Add your first customer to begin."))
            return redirect("owner:home", shop=business.slug)
    return form_page(request, "accounts/sign_up.html", form)


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
    return form_page(request, "accounts/sign_in.html", form, next=request.GET.get("next", ""))


@public_page
@require_POST
def sign_out(request):
    logout(request)
    return redirect("accounts:sign_in")


@public_page
def stale_form(request, reason=""):
    """Django's CSRF check said no: mostly a page that lay open too long."""
    raise DomainError(_("This page is too old to be sent. Go back, reload it and try again."), status=403)


def _next_page(request):
    wanted = request.POST.get("next") or request.GET.get("next", "")
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=secure):
        return wanted
    return reverse("accounts:shops")
