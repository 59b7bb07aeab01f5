"""The team page, and the page behind an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartkhata.accounts.doors import owner_page, public_page
from smartkhata.accounts.forms import ROLE_NAMES, ROLE_WORDS, InviteForm, JoinForm
from smartkhata.accounts.models import Invitation, Membership
from smartkhata.accounts.selectors import open_invitations, team_of
from smartkhata.accounts.services import team as service
from smartkhata.accounts.views.forms import form_page
from smartkhata.core import attempts, links
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.forms import refused
from smartkhata.core.network import address_of
from smartkhata.core.tenancy import business_scope


@owner_page("team.edit")
def team(request):
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service.invite(request.business, by=request.user, **form.cleaned_data)
        except DomainError as error:
            refused(form, error)
        else:
            messages.success(request, _("The invitation is on its way by e-mail."))
            return redirect("owner:team", shop=request.business.slug)
    people = {"members": team_of(), "invitations": open_invitations(), "roles": ROLE_NAMES}
    people["role_words"] = ROLE_WORDS.values()
    return form_page(request, "accounts/team.html", form, **people)


@owner_page("team.edit")
@require_POST
def role(request, member):
    service.change_role(_member(member), role=request.POST.get("role"), by=request.user)
    messages.success(request, _("The role is changed."))
    return redirect("owner:team", shop=request.business.slug)


@owner_page("team.edit")
@require_POST
def removal(request, member):
    service.remove_member(_member(member), by=request.user)
    messages.success(request, _("This person no longer sees the shop."))
    return redirect("owner:team", shop=request.business.slug)


@owner_page("team.edit")
@require_POST
def withdrawal(request, invitation):
    service.withdraw(get_object_or_404(Invitation, pk=invitation), by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("owner:team", shop=request.business.slug)


@public_page
def join(request):
    """GET /join?t=TOKEN says who asks; POST accepts, as the user who is signed in or as a new one."""
    token = request.GET.get("t", "")
    business_id, pk = _resolve(token, request)
    with business_scope(business_id):
        invitation = service.open_invitation(pk)
        known = service.has_account(invitation.email)
        user = request.user if request.user.is_authenticated else None
        form = JoinForm(request.POST or None)
        if request.method == "POST" and (user or (not known and form.is_valid())):
            details = {"user": user} if user else form.cleaned_data
            if membership := _joined(form, invitation, details, user):
                if not user:
                    login(request, membership.user)
                return redirect("owner:home", shop=invitation.business.slug)
        context = {"invitation": invitation, "known": known, "role": ROLE_WORDS[invitation.role]}
        response = form_page(request, "accounts/join.html", form, **context)
    response["Cache-Control"] = "no-store"
    return response


def _joined(form, invitation, details, user):
    try:
        return service.join(invitation, **details)
    except DomainError as error:
        if user:
            raise
        refused(form, error)


def _resolve(token, request):
    found = links.resolve(token) if token else None
    if found is None or not found[1].startswith("invitation:"):
        attempts.count(f"link:{address_of(request)}", limit=30, seconds=60)
        raise not_found("This invitation was not found.")
    return found[0], found[1].partition(":")[2]


def _member(pk):
    return get_object_or_404(Membership.objects.select_related("user"), pk=pk)
