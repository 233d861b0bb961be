"""Production: refuses to start half-configured, and says which variable is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL", "SMS_URL", "DEFAULT_FROM_EMAIL"]
if missing := [name for name in REQUIRED if not os.environ.get(name, "").strip()]:
    raise ImproperlyConfigured(
        f"Brobygger cannot start: set {', '.join(missing)} in the environment. docs/operate.md explains each."
    )

from .base import *  # noqa: E402, F403  (settings are layered on purpose, and what is missing is said first)
from .base import CONTENT_SECURITY_POLICY, env  # noqa: E402

if len(env("SECRET_KEY")) < 50:
    raise ImproperlyConfigured("Brobygger cannot start: SECRET_KEY must have at least 50 random characters.")
if not env("BASE_URL").startswith("https://"):
    raise ImproperlyConfigured("Brobygger cannot start: BASE_URL must begin with https://.")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [env("BASE_URL")]
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
# Wagtail shows previews in a frame of the same site, so frames are not denied altogether (frame-ancestors 'self').
SILENCED_SYSTEM_CHECKS = ["security.W019"]
