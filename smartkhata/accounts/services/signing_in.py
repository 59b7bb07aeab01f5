"""Checking a password, with the tries counted first."""

from django.contrib.auth import authenticate

from smartkhata.core import attempts
from smartkhata.core.errors import DomainError

PER_ACCOUNT, PER_ADDRESS, WINDOW_SECONDS = 10, 60, 900


def check_password(*, email, password, address):
    """The user of these credentials. 401 when wrong; 429 after too many tries of this account from `address`.

    Counted per account and address together, so that a stranger elsewhere can't lock the owner out.
    """
    email = str(email).strip().lower()
    attempts.count(f"sign-in:{address}", limit=PER_ADDRESS, seconds=WINDOW_SECONDS)
    attempts.count(f"sign-in:{address}:{email}", limit=PER_ACCOUNT, seconds=WINDOW_SECONDS)
    user = authenticate(username=email, password=password)
    if user is None:
        raise DomainError("E-mail or password is wrong.", code="bad_credentials", status=401)
    attempts.forget(f"sign-in:{address}:{email}")
    return user
