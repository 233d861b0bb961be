"""Development and the demo: one machine, embedded background work, messages kept in files."""

import sys

from .base import *  # noqa: F403  (settings are layered on purpose)
from .base import DATA_DIR, STORAGES, env

# `make run` shows what readers will see: our own error pages, and static files as production serves them.
# `manage.py runserver`, or DEBUG=1, shows Django's, and static files straight from where they are edited.
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default="runserver" in sys.argv)
DEMO = True
DEV_PAGES = True
SECRET_KEY = env("SECRET_KEY", default="development-only-never-used-in-production-0123456789")
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "lms.kit.mail.FileBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
SMS_URL = env("SMS_URL", default=f"file://{DATA_DIR / 'sms'}")
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
