"""Development and the demo: one machine, embedded background work, messages kept in files."""

from .base import *  # noqa: F403  (settings are layered on purpose)
from .base import DATA_DIR, env

DEBUG = env.bool("DEBUG", default=True)
DEMO = True
DEV_PAGES = True
SECRET_KEY = env("SECRET_KEY", default="development-only-never-used-in-production-0123456789")
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "lms.kit.mail.FileBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
SMS_URL = env("SMS_URL", default=f"file://{DATA_DIR / 'sms'}")
WHITENOISE_USE_FINDERS = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
