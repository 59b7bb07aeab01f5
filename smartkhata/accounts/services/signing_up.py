"""A new merchant: a user, a shop and the membership, in one step."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from smartkhata.accounts.models import Membership, User
from smartkhata.core import countries, phones
from smartkhata.core.errors import DomainError
from smartkhata.core.events import record
from smartkhata.core.models import Business
from smartkhata.core.tenancy import business_scope, user_scope

MAX_SHOPS = 20


def sign_up(*, email, password, name, shop, country, phone=""):
    """Make user, shop and membership; returns (user, business). 409 email_taken for a known e-mail."""
    check_required(name=name, shop=shop)
    email = clean_email(email)
    with transaction.atomic():
        user = add_user(email=email, password=password, name=name.strip())
        business = open_shop(owner=user, shop=shop, country=country, phone=phone)
    return user, business


def open_shop(*, owner, shop, country, phone=""):
    """One more shop of `owner`. 400 for a country or phone that we don't know; 409 too_many_shops."""
    check_required(shop=shop)
    place = _country(country)
    phone = phones.normalise(phone, place.code) if phone else ""
    with user_scope(owner.pk):
        if Membership.across.filter(user=owner, role="owner").count() >= MAX_SHOPS:
            raise DomainError(
                _("One person opens at most %(n)s shops.") % {"n": MAX_SHOPS},
                code="too_many_shops",
                status=409,
            )
    return add_business(name=shop.strip(), country=place.code, phone=phone, email=owner.email, owner=owner)


def add_business(*, name, country, owner, phone="", email=""):
    """A shop with its owner; currency, zone and language come from the country."""
    place = _country(country)
    business = Business.objects.create(
        slug=_free_slug(name),
        name=name,
        country=place.code,
        currency=place.currency,
        time_zone=place.time_zone,
        phone=phone,
        email=email,
    )
    with business_scope(business.pk):
        Membership.objects.create(business=business, user=owner, role="owner")
        record("business.opened", business, by=owner)
    return business


def add_user(*, email, password, name):
    """A user who can sign in. 400 weak_password; 409 email_taken."""
    check_strength(password, User(email=email, name=name))
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name)
    except IntegrityError:
        text = _("This e-mail already has an account. Sign in instead.")
        raise DomainError(text, code="email_taken", status=409, fields={"email": text}) from None


def check_strength(password, user):
    """400 weak_password with what to do."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        text = " ".join(error.messages)
        raise DomainError(text, code="weak_password", fields={"password": text}) from None


def clean_email(email):
    """In small letters; 400 bad_email."""
    try:
        validate_email(email := str(email).strip().lower())
    except ValidationError:
        text = _("Enter an e-mail address like name@shop.com.")
        raise DomainError(text, code="bad_email", fields={"email": text}) from None
    return email


def _country(code):
    try:
        return countries.get(str(code).upper())
    except (DomainError, KeyError):
        text = _("Choose India (IN) or Kenya (KE).")
        raise DomainError(text, code="bad_country", fields={"country": text}) from None


def check_required(**values):
    """400 missing, naming each empty one."""
    missing = {field: _("Fill this in.") for field, value in values.items() if not str(value).strip()}
    if missing:
        raise DomainError("Some answers are missing.", code="missing", fields=missing)


def _free_slug(name):
    base = slugify(name)[:40] or "shop"
    taken = set(Business.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
