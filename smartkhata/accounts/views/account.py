"""A user's own account: name, password, address, and the letters about them."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartkhata.accounts.doors import public_page, signed_in
from smartkhata.accounts.forms import AccountForm, ChangePasswordForm, EmailForm, NewPasswordForm
from smartkhata.accounts.services import letters
from smartkhata.accounts.views.forms import form_page
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of


@signed_in
def account(request):
    form = AccountForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        request.user.name = form.cleaned_data["name"]
        request.user.save(update_fields=["name", "email"])
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    return form_page(request, "accounts/account.html", form)


@signed_in
def password(request):
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letters.change_password(request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Your password is changed. Other devices must sign in again."))
            return redirect("accounts:account")
    return form_page(request, "accounts/password.html", form)


@signed_in
@require_POST
def confirmation(request):
    letters.ask_confirmation(request.user)
    messages.success(request, _("A letter is on its way. Open the link in it."))
    return redirect("accounts:account")


@public_page
def forgotten(request):
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        letters.ask_password(form.cleaned_data["email"], address=address_of(request))
        return redirect("accounts:forgotten_sent")
    return form_page(request, "accounts/forgotten.html", form)


@public_page
def forgotten_sent(request):
    return render(request, "accounts/forgotten_sent.html")


@public_page
def letter(request):
    """GET /account/letter?t=TOKEN asks; only the POST changes anything, because mail scanners open links."""
    found = letters.open_letter(request.GET.get("t", ""), address=address_of(request))
    answer = _choose_password if found.purpose == letters.Purpose.PASSWORD else _confirm
    response = answer(request, found)
    response["Cache-Control"] = "no-store"
    return response


def _choose_password(request, found):
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letters.choose_password(found, form.cleaned_data["password"])
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("Your new password is saved. Sign in with it."))
            return redirect("accounts:sign_in")
    return form_page(request, "accounts/new_password.html", form, email=found.email)


def _confirm(request, found):
    if request.method == "POST":
        letters.confirm_email(found)
        messages.success(request, _("Your e-mail address is confirmed."))
        return redirect("accounts:shops" if request.user.is_authenticated else "accounts:sign_in")
    return render(request, "accounts/confirm_email.html", {"email": found.email})
