"""Letters about the account itself: a forgotten password, an address to confirm. Each is good for one use.

A letter is written in the scope of the user's first shop, because a shop is what sends messages.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from smartkhata.accounts.models import AccountLetter, ApiSession, User
from smartkhata.accounts.selectors import memberships_of
from smartkhata.accounts.services.signing_up import check_strength
from smartkhata.core import attempts, links
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.tenancy import business_scope, user_scope

Purpose = AccountLetter.Purpose
LIFE = {Purpose.PASSWORD: timedelta(hours=1), Purpose.EMAIL: timedelta(days=7)}
PER_EMAIL_HOUR, PER_ADDRESS_HOUR, TRIES_A_MINUTE = 3, 20, 30


def ask_password(email, *, address, at=None):
    """Send a letter that lets its reader choose a new password. Known and unknown addresses are answered alike."""
    email = str(email).strip().lower()
    attempts.count(f"password:address:{address}", limit=PER_ADDRESS_HOUR, seconds=3600)
    attempts.count(f"password:email:{email}"[:120], limit=PER_EMAIL_HOUR, seconds=3600)
    user = User.objects.filter(email=email, is_active=True).first()
    if user is not None:
        _write(user, Purpose.PASSWORD, at or timezone.now())


def ask_confirmation(user, *, at=None):
    """Send a letter that proves that the user's address is theirs."""
    if user.email_confirmed_at is None:
        attempts.count(f"confirm:{user.pk}", limit=PER_EMAIL_HOUR, seconds=3600)
        _write(user, Purpose.EMAIL, at or timezone.now())


def open_letter(token, *, address, at=None):
    """The letter behind a link; 404 for an unknown link, 410 for one that is used or too old."""
    found = links.resolve(token) if token else None
    kind, _, pk = found[1].partition(":") if found else ("", "", "")
    letter = (
        AccountLetter.objects.select_related("user").filter(pk=pk).first()
        if kind == "accountletter"
        else None
    )
    if letter is None:
        attempts.count(f"link:{address}", limit=TRIES_A_MINUTE, seconds=60)
        raise DomainError("This link is not complete. Copy it whole.", code="not_found", status=404)
    _check_open(letter, at or timezone.now())
    return letter


def choose_password(letter, password, *, at=None):
    """A new password by a letter; every other sign-in of the user ends."""
    check_strength(password, letter.user)
    with transaction.atomic():
        user = _use(letter, at or timezone.now())
        set_password(user, password)
    return user


def confirm_email(letter, *, at=None):
    with transaction.atomic():
        return _use(letter, at or timezone.now())


def change_password(user, *, current, new):
    """400 wrong_password when `current` is not right; every other sign-in of the user ends."""
    attempts.count(f"change-password:{user.pk}", limit=10, seconds=900)
    if not user.check_password(current):
        text = _("This is not your current password.")
        raise DomainError(text, code="wrong_password", fields={"current": text})
    check_strength(new, user)
    with transaction.atomic():
        set_password(user, new)


def set_password(user, password):
    user.set_password(password)
    user.save(update_fields=["password", "email", "email_confirmed_at"])
    ApiSession.objects.filter(audience="owner", subject_id=user.pk).update(revoked_at=timezone.now())
    AccountLetter.objects.filter(user=user, purpose=Purpose.PASSWORD, used_at=None).update(
        used_at=timezone.now()
    )


def _write(user, purpose, at):
    with user_scope(user.pk):
        first = memberships_of(user).first()
    if first is None:  # nobody's member: no shop sends them anything; staff are helped by staff
        return
    with business_scope(first.business_id):
        letter = AccountLetter.objects.create(
            user=user, purpose=purpose, email=user.email, created_at=at, expires_at=at + LIFE[purpose]
        )
        record("account.asked", letter, by=user, at=at, purpose=purpose)


def _use(letter, at):
    """The user, with the address proved: only its reader has the link."""
    locked = AccountLetter.objects.select_for_update(of=("self",)).select_related("user").get(pk=letter.pk)
    _check_open(locked, at)
    locked.used_at = at
    locked.save(update_fields=["used_at"])
    user = locked.user
    if user.email == locked.email:
        user.email_confirmed_at = user.email_confirmed_at or at
        user.save(update_fields=["email_confirmed_at"])
    return user


def _check_open(letter, at):
    if letter.used_at or letter.expires_at <= at:
        text = _("This link was used already or is too old. Ask for a new one.")
        raise DomainError(text, code="letter_over", status=410)
