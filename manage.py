#!/usr/bin/env python3
"""Run Django's commands with the settings named by DJANGO_SETTINGS_MODULE (development by default)."""

import os
import sys


def main() -> None:
    """Hand the command line over to Django. What the settings refuse is said in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        if not str(refusal).startswith("Brobygger cannot start"):
            raise
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
