"""pytest plugin: what is dear on purpose, or once per process, would be paid by each of thousands of tests."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


@pytest.hookimpl(trylast=True)
def pytest_configure():
    # A hash that is hard to guess takes a processor 0.1 s, and almost every test begins with an owner who signs up.
    Argon2PasswordHasher.time_cost = Argon2PasswordHasher.parallelism = 1
    Argon2PasswordHasher.memory_cost = 8
    # Each test client sets up the middleware anew: WhiteNoise would list all static files for it.
    settings.WHITENOISE_AUTOREFRESH = True
