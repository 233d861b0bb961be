"""The settings of a site that tests serve in processes of its own.

It is as strict with what it writes, and as thrifty with connections, as an installation is; the rest is as in other
tests."""

from lms.settings.test import *  # noqa: F403  (settings are layered on purpose)
from lms.settings.test import DATABASES

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=FULL;"
DATABASES["default"]["CONN_MAX_AGE"] = None
