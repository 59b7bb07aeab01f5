"""The only way round the rules that tests want to break."""

import os

import psycopg
from django.db import connection


def as_superuser(statement, *params, database=None):
    """Run one statement on the test database as the cluster's superuser; returns its rows, if any."""
    name = database or connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["SK_TEST_SUPERUSER_URL"], dbname=name, autocommit=True) as raw:
        cursor = raw.execute(statement, params or None)
        return cursor.fetchall() if cursor.description else None
