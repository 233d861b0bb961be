"""Makes Django ready for measuring, with the settings of the tests unless the environment names others."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
django.setup()
