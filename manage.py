#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

# What only reads a file works on a bare checkout: no keys, no database, no services.
READS_FILES_ONLY = ("evaluate_drafter",)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")
    if sys.argv[1:2] and sys.argv[1] in READS_FILES_ONLY:
        for name in ("SECRET_KEY", "TOKEN_KEY", "FIELD_KEYS"):
            os.environ.setdefault(name, "not used")
        os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost/none")
        os.environ.setdefault("REDIS_URL", "redis://localhost/0")
    execute_from_command_line(sys.argv)
