"""Settings: production refuses to start half-configured, each kind differs where it says, SQLite keeps what it took."""

import json
import os
import re
import secrets
import subprocess
import sys

import pytest

from lms.settings import checks
from tests.databases import ROOT

COMPLETE = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "kurs.example.org",
    "BASE_URL": "https://kurs.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "SMS_URL": "https://sms.example.org/send",
    "DEFAULT_FROM_EMAIL": "Kurs <kurs@example.org>",
}


def run(*arguments: str, settings: str = "production", **environment: str) -> subprocess.CompletedProcess:
    """Run Python on the project with exactly this environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"lms.settings.{settings}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def values(*names: str, settings: str, **environment: str) -> dict:
    """Give settings by name as a fresh process sees them."""
    ask = (
        f"import json; from django.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    )
    done = run("-c", ask, settings=settings, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# --- production ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", COMPLETE)
def test_production_without_a_variable_says_which(missing, tmp_path):
    environment = {name: value for name, value in COMPLETE.items() if name != missing}
    done = run("-c", "import lms.settings.production", DATA_DIR=str(tmp_path), **environment)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.endswith(f"cannot start: set {missing} in the environment. docs/operate.md explains each.")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 50 random characters"),
        ({"BASE_URL": "http://kurs.example.org"}, "BASE_URL must begin with https://"),
        ({"EMAIL_URL": "  "}, "set EMAIL_URL"),
        ({"TRUSTED_PROXIES": "x"}, "TRUSTED_PROXIES must be a whole number from 0 to 9"),
    ],
)
def test_production_with_a_wrong_value_says_which_in_one_line(wrong, sentence):
    done = run("manage.py", "check", **{**COMPLETE, **wrong})
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("Brobygger cannot start: ")
    assert sentence in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "kurs.example.org,*"),
        ("ALLOWED_HOSTS", "https://kurs.example.org"),
        ("ALLOWED_HOSTS", ","),
        ("BASE_URL", "https://"),
        ("EMAIL_URL", "garbage"),
        ("EMAIL_URL", "smtp+tls://"),
        ("EMAIL_URL", "smtp://mail.example.org:abc"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "filemail:///var/mail"),
        ("EMAIL_URL", "memorymail://"),
        ("EMAIL_URL", "dummymail://"),
        ("SMS_URL", "foo"),
        ("SMS_URL", "foo://bar"),
        ("SMS_URL", "console://"),
        ("SMS_URL", "memory://"),
        ("SMS_URL", "file:///var/sms"),
        ("SMS_URL", "http://sms.example.org/send"),
        ("SMS_URL", "https://"),
        ("DEFAULT_FROM_EMAIL", "Kurs"),
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("CACHE_URL", "garbage"),
        ("BACKGROUND", "extern"),
        ("TRUSTED_PROXIES", "-1"),
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("WORKERS", "0"),
        ("EMAIL_TIMEOUT", "10s"),
        ("HSTS_SUBDOMAINS", "ja"),
        ("HSTS_PRELOAD", "1"),
    ],
)
def test_wrong_value_is_refused_by_name(name, value):
    environment = {**COMPLETE, name: value}
    said = [*checks.wrong_anywhere(environment), *checks.wrong_in_production(environment)]
    assert said
    assert all(sentence.startswith(f"{name} ") for sentence in said)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"ALLOWED_HOSTS": "kurs.example.org, .example.no,[::1],127.0.0.1"},
        {"SMS_URL": "http://127.0.0.1:9000/send"},
        {"SMS_URL": "https://key@sms.example.org/send"},
        {"EMAIL_URL": "smtp://localhost:25"},
        {"DATABASE_URL": "postgres://user@/run/postgresql/name", "CACHE_URL": "redis://cache:6379/0"},
        {"BACKGROUND": "external", "TRUSTED_PROXIES": "2", "PORT": "8123", "WORKERS": "", "SMS_TIMEOUT": "5"},
        {"HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"},
    ],
)
def test_right_values_are_taken(more):
    environment = {**COMPLETE, **more}
    assert [*checks.wrong_anywhere(environment), *checks.wrong_in_production(environment)] == []


@pytest.mark.parametrize(("name", "value"), [("PORT", "abc"), ("BACKGROUND", "extern"), ("EMAIL_URL", "garbage")])
def test_demo_with_a_wrong_value_says_which_in_one_line(name, value, tmp_path):
    done = run("manage.py", "serve", settings="dev", DATA_DIR=str(tmp_path), **{name: value})
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"Brobygger cannot start: {name} must be ")


def test_production_check_deploy_is_clean(tmp_path):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path), **COMPLETE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("more", [{}, {"HSTS_SUBDOMAINS": "1"}, {"HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"}])
def test_other_names_below_ours_need_tls_only_when_asked(more, tmp_path):
    names = ["SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SILENCED_SYSTEM_CHECKS"]
    seen = values(*names, settings="production", DATA_DIR=str(tmp_path), **COMPLETE, **more)
    assert [seen[name] for name in names[:2]] == ["HSTS_SUBDOMAINS" in more, "HSTS_PRELOAD" in more]
    assert ("security.W005" in seen[names[2]]) is ("HSTS_SUBDOMAINS" not in more)
    assert ("security.W021" in seen[names[2]]) is ("HSTS_PRELOAD" not in more)


def test_production_shows_no_demo_and_no_errors():
    asked = ["DEBUG", "DEMO", "DEV_PAGES", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    assert values(*asked, settings="production", DEBUG="1", DEMO="1", **COMPLETE) == {
        "DEBUG": False,
        "DEMO": False,
        "DEV_PAGES": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }


def test_demo_refuses_to_run_in_production(tmp_path):
    ask = """
import django; django.setup()
from django.core.management import CommandError, call_command
for command in ("demo", "demo_access"):
    try:
        call_command(command)
    except CommandError as refusal:
        print(refusal)
"""
    done = run("-c", ask, DATA_DIR=str(tmp_path), **COMPLETE)
    assert ["development only" in line for line in done.stdout.splitlines()] == [True, True], done.stderr


def test_production_takes_its_installation_from_the_environment():
    seen = values(
        *("DATABASES", "CACHES", "STORAGES", "BACKGROUND"),
        settings="production",
        DATABASE_URL="postgres://brobygger:secret@db.example.org/brobygger",
        CACHE_URL="redis://cache.example.org:6379/0",
        S3_BUCKET="files",
        BACKGROUND="external",
        **COMPLETE,
    )
    assert seen["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert "redis" in seen["CACHES"]["default"]["BACKEND"].lower()
    assert seen["STORAGES"]["default"]["OPTIONS"]["bucket_name"] == "files"
    assert seen["STORAGES"]["default"]["OPTIONS"]["file_overwrite"] is False
    assert seen["BACKGROUND"] == "external"


# --- development and tests -------------------------------------------------------------------------------------------


def test_demo_answers_as_production_does():
    assert values("DEBUG", "DEMO", "BASE_URL", settings="dev", PORT="8123") == {
        "DEBUG": False,
        "DEMO": True,
        "BASE_URL": "http://localhost:8123",
    }


def test_development_shows_errors_when_asked():
    assert values("DEBUG", settings="dev", DEBUG="1") == {"DEBUG": True}


def test_tests_run_tasks_at_once_and_hash_fast(settings):
    assert settings.BACKGROUND == "external"
    assert "immediate" in settings.TASKS["default"]["BACKEND"]
    assert "MD5" in settings.PASSWORD_HASHERS[0]


# --- the embedded database -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", ["dev", "production"])
def test_sqlite_keeps_what_it_took(settings, tmp_path):
    ask = """
import json
from django.db import connection
def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]
print(json.dumps({name: pragma(name) for name in ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]}))
print(connection.transaction_mode)
"""
    environment = COMPLETE if settings == "production" else {}
    done = run("-c", ask, settings=settings, DATA_DIR=str(tmp_path), **environment)
    pragmas, mode = done.stdout.splitlines()
    assert json.loads(pragmas) == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert mode == "IMMEDIATE"


# --- the table for whoever runs it -----------------------------------------------------------------------------------


def test_every_variable_stands_in_the_table():
    read = re.compile(r"""(?:env(?:\.\w+)?\(|environ(?:\.get\(|\[))\s*["']([A-Z][A-Z0-9_]+)["']""")
    sources = [*(ROOT / "lms").rglob("*.py"), *(ROOT / "deploy").glob("*.py")]
    variables = {name for path in sources for name in read.findall(path.read_text())}
    table = (ROOT / "docs/operate.md").read_text()
    assert "DATABASE_URL" in variables
    assert sorted(name for name in variables if f"`{name}`" not in table) == []
