"""Who works in a shop: asked to join, joined, with another role, gone. Call in the shop's scope."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from smartkhata.accounts.access import ROLES
from smartkhata.accounts.models import Invitation, Membership, User
from smartkhata.accounts.services.signing_up import add_user, check_required, clean_email
from smartkhata.core.errors import DomainError, not_found
from smartkhata.core.events import record

LIFE = timedelta(days=7)
MAX_OPEN = 20


def invite(business, *, email, role, by, at=None):
    """Ask somebody to join; the letter goes out by itself. 409 when they are a member or asked already."""
    at = at or timezone.now()
    email = clean_email(email)
    _check_role(role)
    if Membership.objects.filter(user__email=email).exists():
        raise _refused("already_member", _("This person works in your shop already."))
    open_ones = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    open_ones.filter(email=email, expires_at__lte=at).update(withdrawn_at=at)
    if open_ones.count() >= MAX_OPEN:
        raise _refused("too_many", _("Twenty people are asked already. Withdraw an invitation first."))
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email, role=role, invited_by=by, created_at=at, expires_at=at + LIFE
            )
    except IntegrityError:
        raise _refused(
            "already_invited", _("This person is asked already. Withdraw that invitation first.")
        ) from None
    record("member.invited", invitation, by=by, at=at, role=role)
    return invitation


def withdraw(invitation, *, by, at=None):
    """Take an open invitation back; its link opens nothing any more."""
    if invitation.accepted_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = at or timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record("member.uninvited", invitation, by=by, at=at)
    return invitation


def open_invitation(pk, *, at=None):
    """The invitation, while it can still be accepted; 404 and 410 otherwise."""
    invitation = Invitation.objects.select_related("invited_by", "business").filter(pk=pk).first()
    if invitation is None:
        raise not_found("This invitation was not found.")
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= (at or timezone.now()):
        text = _("This invitation was used, withdrawn or is too old. Ask the shop for a new one.")
        raise DomainError(text, code="invitation_over", status=410)
    return invitation


def join(invitation, *, user=None, name="", password="", at=None):
    """Accept as `user`, who has the invited address, or as a new user; returns the membership."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        open_invitation(locked.pk, at=at)
        user = user or _newcomer(locked.email, name, password, at)
        if user.email != locked.email:
            text = _("This invitation is for %(email)s. Sign in with that address.") % {"email": locked.email}
            raise DomainError(text, code="other_person", status=409)
        membership, _made = Membership.objects.get_or_create(user=user, defaults={"role": locked.role})
        locked.accepted_at = at
        locked.save(update_fields=["accepted_at"])
        record("member.joined", membership, by=user, at=at, role=membership.role)
    return membership


def change_role(membership, *, role, by, at=None):
    """Another role from the next click on. 409 last_owner."""
    _check_role(role)
    with transaction.atomic():
        _keep_an_owner(membership, role)
        membership.role = role
        membership.save(update_fields=["role"])
        record("member.changed", membership, by=by, at=at, role=role)
    return membership


def remove_member(membership, *, by, at=None):
    """They see nothing of the shop from the next click on; what they did stays recorded. 409 last_owner."""
    with transaction.atomic():
        _keep_an_owner(membership, "")
        record("member.removed", membership, by=by, at=at)
        membership.delete()


def has_account(email):
    return User.objects.filter(email=email).exists()


def _newcomer(email, name, password, at):
    check_required(name=name)
    user = add_user(email=email, password=password, name=name.strip())
    user.email_confirmed_at = at  # the link came by this address
    user.save(update_fields=["email_confirmed_at"])
    return user


def _keep_an_owner(membership, role):
    """Two owners who demote each other at once must not leave none: the rows are locked."""
    owners = list(Membership.objects.select_for_update().filter(role="owner").values_list("pk", flat=True))
    if owners == [membership.pk] and role != "owner":
        raise _refused("last_owner", _("A shop needs an owner. Make somebody else owner first."))


def _check_role(role):
    if role not in ROLES:
        raise DomainError(_("Choose a role."), code="bad_role", fields={"role": _("Choose a role.")})


def _refused(code, text):
    return DomainError(text, code=code, status=409, fields={"email": text} if code != "last_owner" else {})
