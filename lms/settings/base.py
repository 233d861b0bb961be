"""What is the same everywhere. Whatever belongs to one installation comes from the environment (docs/operate.md)."""

import os
from pathlib import Path

import environ

from . import checks, content_policy, logs

checks.refuse(checks.wrong_anywhere(os.environ))

# Its marks for translators ask Django for half-made settings, which would outlive a refusal.
from . import languages  # noqa: E402  (refusing comes first)

ROOT = Path(__file__).resolve().parents[2]
env = environ.Env()

DATA_DIR = Path(env("DATA_DIR", default=str(ROOT / "var"))).resolve()
DEBUG = False
DEMO = False  # the demo's people may sign in without a second factor, and `demo` may run
DEV_PAGES = False  # /dev/style/ and /dev/mailbox/
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env("BASE_URL", default=f"http://localhost:{env('PORT', default='') or 8000}").rstrip("/")
TRUSTED_PROXIES = int(env("TRUSTED_PROXIES", default="") or 0)

INSTALLED_APPS = [
    "lms",
    "lms.people",
    "modules",
    "curriculum",
    "cohorts",
    "home",
    "lms.people.apps.WagtailUsersConfig",
    "wagtail_localize",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "lms.middleware.HealthChecks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.middleware.AdminContentSecurityPolicy",
    "lms.middleware.FormMethodsOnly",
    "lms.middleware.CompressPages",
    "lms.middleware.BackShowsNothing",
    "modules.middleware.WholeAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "lms.middleware.FormTokenOnce",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.people.middleware.ReadsAreLogged",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.people.middleware.SecureSession",
    "lms.people.middleware.PersonalPagesAreNotStored",
    "lms.people.middleware.AdminInHerLanguage",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "modules.middleware.WaysToPages",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "lms.templatetags.look"],
        },
    },
]
# Messages live in the session: a cookie of their own would reach pages that set none.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database: SQLite when embedded, PostgreSQL through DATABASE_URL. The pragmas are those that lost no
# acknowledged row at a power cut and gave no "database is locked" (docs/decisions/0005).
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'brobygger.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is deleted is written over with zeros, so that nobody reads it from the file.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;",
    }
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# "embedded" runs the worker and the minute's `tick` in threads of the web process; "external" leaves
# them to `manage.py db_worker` and a timer.
BACKGROUND = env("BACKGROUND", default="") or "embedded"

# Languages
LANGUAGE_CODE = "nb"
LOCALE_PATHS = [ROOT / "lms/locale", ROOT / "lms/wagtail_locale"]  # ours; what Wagtail lacks in nb and da
FORMAT_MODULE_PATH = "lms.formats"
LANGUAGES = languages.named(languages.offered(LOCALE_PATHS[0]))
LANGUAGES_BIDI = languages.BIDI
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (code, name) for code, name in LANGUAGES if code in ("nb", "da", "en", "sv", "fi", "ar")
]
# Translations of words and exercises are published when somebody says so, never by being begun.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Its editor speaks to the server in JSON; the pages for developers are left out.
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

# People and sign-in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ("name", "email", "phone")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "my_page"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_request_login_code"

ACCOUNT_ADAPTER = "lms.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# This setting steers sign-in as well: a required phone locks out those who have none.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = 0
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True  # how long is decided by role when she has signed in
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # it would name the closed sign-up; our view does the same work instead
ACCOUNT_FORMS = {
    "change_password": "lms.people.forms.sign_in.ChangePasswordForm",
    "confirm_login_code": "lms.people.forms.sign_in.ConfirmCodeForm",
    "login": "lms.people.forms.sign_in.PasswordForm",
    "reauthenticate": "lms.people.forms.sign_in.AgainForm",
    "request_login_code": "lms.people.forms.sign_in.RequestCodeForm",
    "set_password": "lms.people.forms.sign_in.SetPasswordForm",
}
# allauth counts in the cache; ours are counted in the database and survive a restart (lms.people.models.limits).
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "lms.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "lms.people.forms.sign_in.AddAppForm",
    "add_webauthn": "lms.people.forms.sign_in.AddPasskeyForm",
    "authenticate": "lms.people.forms.sign_in.SecondFactorForm",
    "authenticate_webauthn": "lms.people.forms.sign_in.SecondFactorPasskeyForm",
    "edit_webauthn": "lms.people.forms.sign_in.NamePasskeyForm",
    "login_webauthn": "lms.people.forms.sign_in.PasskeyForm",
    "reauthenticate": "lms.people.forms.sign_in.SecondFactorAgainForm",
    "reauthenticate_webauthn": "lms.people.forms.sign_in.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Brobygger"

SESSION_ENGINE = "lms.people.models.sessions"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_SAVE_EVERY_REQUEST = False  # true would let a shared cache fix a session (CVE-2026-35192)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lms.views.csrf_failure"

# Mail and SMS
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = int(env("EMAIL_TIMEOUT", default="") or 10)  # seconds of silence before we try again later
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Kurs <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CALENDAR_ADDRESS = env("CALENDAR_ADDRESS", default="")  # answers to invitations go there; else to the sender
INBOX_URL = env("INBOX_URL", default="")  # the folder they are read from
SMS_URL = env("SMS_URL", default="console://")
SMS_TOKEN = env("SMS_TOKEN", default="")  # if it does not stand in SMS_URL
SMS_SENDER = env("SMS_SENDER", default="")
SMS_TIMEOUT = int(env("SMS_TIMEOUT", default="") or 10)

# Static files, media, and the answers' headers
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "lms/static"]
# The private halves of the keys that sign diplomas. Beside the database, never in it; apart from SECRET_KEY.
KEYS_DIR = Path(env("KEYS_DIR", default=str(DATA_DIR / "keys"))).resolve()
# What was erased, for the day on which a copy of the database is put back. Beside the database, never in it.
ERASURES_FILE = Path(env("ERASURES_FILE", default=str(DATA_DIR / "erasures"))).resolve()
MEDIA_ROOT = DATA_DIR / "media"  # outside every web root; served by views only
MEDIA_URL = "/media/"  # pictures in their sizes have a route below it; nothing else has
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if S3_BUCKET := env("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL", default=None),
            "access_key": env("S3_ACCESS_KEY", default=None),
            "secret_key": env("S3_SECRET_KEY", default=None),
            "region_name": env("S3_REGION", default=None),
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
TEXT_SIZE_COOKIE_NAME = "text_size"  # how large the letters are on this device, for whoever is not signed in
CONTRAST_COOKIE_NAME = "contrast"  # "more" where somebody has chosen it on this device
WAITING_COOKIE_NAME = "waits"  # set by lms/static/js/roll-store.js while marks wait on a phone
NEUTRAL_COOKIE_NAME = "face"  # she wants an app on her home screen that could be anybody's
LEFT_COOKIE_NAME = "v"  # for ten minutes after a quick exit without script: its name says nothing
KIOSK_COOKIE_NAME = "kiosk"  # all that a tablet in the doorway holds
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_policy.DIRECTIVES}

# Wagtail
WAGTAIL_SITE_NAME = "Brobygger"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False  # it would call Wagtail's server from the editor's browser
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
LARGEST_SOUND, LARGEST_FILM, LARGEST_FILE = 30, 100, 100  # megabytes; half an hour of speech, a short film
LARGEST_GUEST_FILE, MOST_ON_A_PASS = 100, 300  # megabytes that a guest professional hands in: one file, one evening
CLAMD_SOCKET = env("CLAMD_SOCKET", default="")  # of a virus scanner: a path, or host:port; nobody is asked without it
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "m4a", "mp3", "mp4", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(LARGEST_SOUND, LARGEST_FILM, LARGEST_FILE) * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "lms.kit.uploads.DocumentForm"
WAGTAILIMAGES_RENDITION_STORAGE = "lms.kit.storage.UnguessableNames"
WAGTAILIMAGES_IMAGE_FORM_BASE = "lms.kit.uploads.ImageForm"
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing from other sites is embedded
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = logs.LOGGING
