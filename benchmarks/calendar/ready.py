"""Makes Django ready with a database of its own, in a folder that goes with the process."""

import os
import tempfile

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "BACKGROUND": "external"}
django.setup()
