"""Production: refuses to start half-configured, and says which variable is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL", "SMS_URL", "DEFAULT_FROM_EMAIL"]
if missing := [name for name in REQUIRED if not os.environ.get(name, "").strip()]:
    raise ImproperlyConfigured(
        f"Brobygger cannot start: set {', '.join(missing)} in the environment. docs/operate.md explains each."
    )

from . import checks  # noqa: E402  (what is missing is said first)

checks.refuse(checks.wrong_anywhere(os.environ))
checks.refuse(checks.wrong_in_production(os.environ))

from .base import *  # noqa: E402, F403  (settings are layered on purpose)
from .base import CONTENT_SECURITY_POLICY, env  # noqa: E402  (refusing comes first)

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = env("HSTS_SUBDOMAINS", default="") == "1"
SECURE_HSTS_PRELOAD = env("HSTS_PRELOAD", default="") == "1"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
KIOSK_COOKIE_NAME = "__Host-kiosk"
CSRF_TRUSTED_ORIGINS = [env("BASE_URL")]
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
# Wagtail shows previews in a frame of the same site, so frames are not denied altogether (frame-ancestors 'self').
SILENCED_SYSTEM_CHECKS = ["security.W019"]
# Other sites under this name may belong to somebody else and may not speak TLS; browsers would refuse them for a year,
# and a preloaded name for longer. Only who owns them all can say yes, so no is an answer and not an oversight.
if not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    SILENCED_SYSTEM_CHECKS.append("security.W005")
if not SECURE_HSTS_PRELOAD:
    SILENCED_SYSTEM_CHECKS.append("security.W021")
