#!/usr/bin/env python
"""Runs Django's management commands for Enishi."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line

# These read and write files only: they run on a machine without a secret, a database or a broker.
FILE_COMMANDS = {
    *("rank_profiles", "explain_pair", "evaluate_matching"),
    *("tune_matching", "bench_matching", "plot_growth"),
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if FILE_COMMANDS.intersection(sys.argv[1:2]):
        os.environ.setdefault("SECRET_KEY", secrets.token_hex())
        os.environ.setdefault("DATABASE_URL", "postgres:///")
        os.environ.setdefault("BROKER_URL", "memory://")
    execute_from_command_line(sys.argv)
