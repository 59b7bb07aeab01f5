"""Tests run against a real PostgreSQL and Valkey of their own, as the role that row security binds."""

pytest_plugins = ["smartkhata.core.testing.database", "smartkhata.accounts.testing"]
