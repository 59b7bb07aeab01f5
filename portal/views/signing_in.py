"""Phone and code."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.doors import SESSION_KEY, SESSION_SECONDS
from portal.forms import CodeForm, PhoneForm
from portal.services import codes, profiles
from portal.services.numbers import any_phone
from portal.views.links import NEXT_KEY, PHONE_KEY
from smartkhata.accounts.doors import public_page
from smartkhata.core import phones
from smartkhata.core.errors import DomainError
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of


@public_page
def sign_in(request):
    """Ask for the phone; the code goes out on the next page's button or at once."""
    form = PhoneForm(request.POST or None)
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        request.session[NEXT_KEY] = wanted
    if request.method == "POST" and form.is_valid():
        try:
            request.session[PHONE_KEY] = any_phone(form.cleaned_data["phone"])
            codes.request_code(request.session[PHONE_KEY], address=address_of(request))
        except DomainError as error:
            if error.code != "rate_limited":
                refused(form, error)
                return render(request, "portal/sign_in.html", {"form": form}, status=400)
            messages.warning(request, error.message)
        return redirect("portal:code")
    return render(request, "portal/sign_in.html", {"form": form})


@public_page
def code_new(request):
    """Before the first code: "send a code to the number ending 210"."""
    phone = request.session.get(PHONE_KEY)
    if not phone:
        return redirect("portal:sign_in")
    if request.method == "POST":
        try:
            codes.request_code(phone, address=address_of(request))
        except DomainError as error:
            messages.warning(request, error.message)
        return redirect("portal:code")
    return render(request, "portal/code_new.html", {"masked": phones.mask(phone)})


@public_page
def code(request):
    """Enter the code; five wrong ones burn it."""
    phone = request.session.get(PHONE_KEY)
    if not phone:
        return redirect("portal:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            profile = codes.check_code(phone, form.cleaned_data["code"], address=address_of(request))
        except DomainError as error:
            form.add_error("code", error.message)
        else:
            return _come_in(request, profile)
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "masked": phones.mask(phone), "resend_after": codes.RESEND_SECONDS}
    return render(request, "portal/code.html", context, status=status)


@public_page
@require_POST
def sign_out(request):
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _("You are signed out."))
    return redirect("portal:sign_in")


def _come_in(request, profile):
    wanted = request.session.get(NEXT_KEY) or reverse("portal:home")
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(profile.pk)
    request.session.set_expiry(SESSION_SECONDS)
    request.session.pop(PHONE_KEY, None)
    request.session.pop(NEXT_KEY, None)
    profiles.enter(profile)
    return redirect(wanted)
