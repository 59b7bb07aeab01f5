"""Tests run against a real PostgreSQL and Valkey of their own, as the role that row security binds."""

from smartkhata.launch.translations import compile_all

pytest_plugins = ["smartkhata.core.testing.database", "smartkhata.accounts.testing"]


def pytest_configure():
    """Before the first text is asked for: Django reads a catalogue once per process."""
    assert compile_all() == 0
