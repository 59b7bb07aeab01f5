"""Who may enter: people, their shops, and the sessions of the mobile app."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from smartkhata.accounts.access import ROLES
from smartkhata.core.tenancy import TenantModel


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **details):
        user = self.model(email=email, **details)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **details):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **details)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with e-mail and password: an owner, a member of a shop, or staff."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, default="en")
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def __str__(self):
        return self.name or self.email


class Membership(TenantModel):
    """What a user may do in a shop (access.py). Also visible to the user before a shop is chosen."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(role, role) for role in ROLES])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["business", "user"], name="one_membership_a_shop")]

    def __str__(self):
        return f"{self.user} ({self.role})"

    @property
    def may(self):
        return ROLES[self.role]


class Invitation(TenantModel):
    """Somebody was asked to join the shop; the link in the letter proves the address."""

    email = models.EmailField()
    role = models.CharField(max_length=12, choices=[(role, role) for role in ROLES])
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["business", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self):
        return self.email


class AccountLetter(models.Model):
    """A letter to a user about the account itself, good for one use: a new password, or "this address is mine"."""

    class Purpose(models.TextChoices):
        PASSWORD = "password"
        EMAIL = "email"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="letters")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    email = models.EmailField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.purpose}: {self.user}"


class ApiSession(models.Model):
    """A sign-in of the mobile app. `audience` and `subject_id`: owner and a user, or portal and a profile."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    audience = models.CharField(max_length=8)
    subject_id = models.UUIDField()
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["audience", "subject_id"], name="session_subject")]


class RefreshToken(models.Model):
    """One link in a session's chain of refresh tokens; only the hash is kept."""

    session = models.ForeignKey(ApiSession, models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class StaffVisit(models.Model):
    """A staff member entered a shop, and why."""

    OUTSIDE_ROW_SECURITY = "staff read it before they are in any shop; a shop's pages never do"

    business = models.ForeignKey("core.Business", models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
