"""Tests run against a real PostgreSQL and Valkey of their own, as the role that row security binds."""

import os
import tempfile
from pathlib import Path

import pytest

pytest_plugins = ["smartkhata.core.testing"]


def pytest_configure(config):
    """Start the servers once (in the controller when tests run in parallel) before Django reads its settings."""
    if hasattr(config, "workerinput") or os.environ.get("SK_TEST_SUPERUSER_URL"):
        return
    from smartkhata.core.embedded import throwaway

    directory = tempfile.mkdtemp(prefix="sk-test-")
    config.sk_services = services = throwaway(Path(directory))
    os.environ |= {
        "SK_TEST_SUPERUSER_URL": services.superuser_url,
        "DATABASE_URL": services.app_url,
        "DATABASE_OWNER_URL": services.owner_url,
        "REDIS_URL": services.redis_url,
    }
