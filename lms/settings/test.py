"""The test suite: fast hashing, files in memory, tasks run at once."""

from .base import *  # noqa: F403  (settings are layered on purpose)

SECRET_KEY = "tests-only-0123456789-0123456789-0123456789-0123456789"  # noqa: S105  (it guards nothing)
DEMO = True
DEV_PAGES = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_URL = "memory://"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
BACKGROUND = "external"
KEYS_DIR = DATA_DIR / "test" / "keys"
ERASURES_FILE = DATA_DIR / "test" / "erasures"
# Tests outlive no power cut, and a fresh connection for each thread lets a database be replaced between tests.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
DATABASES["default"]["CONN_MAX_AGE"] = 0
