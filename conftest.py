"""Tests run against a real PostgreSQL and Valkey of their own, as the role that row security binds."""

import hypothesis
import pytest
from django.utils import translation

from smartkhata.launch.translations import compile_all

pytest_plugins = [
    "smartkhata.core.testing.thrift",
    "smartkhata.core.testing.database",
    "smartkhata.accounts.testing",
]


def pytest_configure():
    """Before the first text is asked for: Django reads a catalogue once per process."""
    assert compile_all() == 0


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language behind in its thread; the next test begins anew."""
    yield
    translation.deactivate()


# A red run is about the change, not about luck; `make faults` looks in new places each time.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
