#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from smartkhata.launch.nowhere import NOWHERE

# What only reads a file works on a bare checkout: no keys, no database, no services.
READS_FILES_ONLY = ("evaluate_drafter",)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartkhata.settings")
    if sys.argv[1:2] and sys.argv[1] in READS_FILES_ONLY:
        for name, value in NOWHERE.items():
            os.environ.setdefault(name, value)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"SmartKhata: {error}")
