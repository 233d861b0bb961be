"""`manage.py demo_access --json`: what a black-box tester needs to know of the running demo."""

import json
import os
import shlex

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import translation

from lms import running
from lms.demo import PEOPLE, require_demo
from lms.demo.credentials import codes_to_check
from lms.demo.guests import guest_links
from lms.kit.pages import url_of
from lms.readiness import NotReadyError, explain, pending_migrations
from modules.models import ModulePage, Sensitivity


def module_urls(base: str) -> dict[str, str]:
    """Give an ordinary module and one that leaves no trace, as soon as they are there."""
    found = {}
    modules = ModulePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    with translation.override(settings.LANGUAGE_CODE):
        for key, each in (
            ("module_url", modules.filter(sensitivity=Sensitivity.NO).first()),
            # That on violence, which stands under «family».
            ("sensitive_module_url", modules.filter(sensitivity=Sensitivity.YES).order_by("theme", "path").first()),
        ):
            if each:
                found[key] = base + url_of(each)
    return found


class Command(BaseCommand):
    """Print addresses, users and commands."""

    help = "Print what a tester needs: addresses, users with passwords, folders and commands."

    def add_arguments(self, parser) -> None:
        """Take the form of the answer."""
        parser.add_argument("--json", action="store_true", help="machine-readable (the only form there is)")

    def handle(self, *args, **options) -> None:
        """Print one JSON object. Each key is there as soon as its feature is."""
        try:
            require_demo()
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal)) from None
        try:
            if pending_migrations():
                raise CommandError("The database is not ready: run `make run` first.")
        except NotReadyError as problem:
            raise CommandError(str(problem)) from None
        except DatabaseError as error:
            raise CommandError(explain(error) or "The database is not ready: run `make run` first.") from None
        self.stdout.write(json.dumps(everything(), indent=2, ensure_ascii=False))


def commands() -> dict[str, str]:
    """Give the shell lines that work on exactly this folder of data, each to be run from the checkout."""
    folder = shlex.quote(str(settings.DATA_DIR))
    backups, pid_file = f"{folder}/backups", shlex.quote(str(running.pid_file()))
    make_folder, now = f"mkdir -m 700 -p {backups}", "$(date +%Y%m%dT%H%M%S%N)"
    newest = f'"$(ls {backups}/* | tail -n 1)"'
    if connection.vendor == "sqlite":
        manage = f"DATA_DIR={folder} .venv/bin/python manage.py"
        backup, restore = f'{manage} backup {backups}/"{now}".sqlite3', f"{manage} restore {newest}"
    else:
        backup = f'pg_dump --format=custom --file={backups}/"{now}".dump "$DATABASE_URL"'
        restore = f'pg_restore --clean --if-exists --dbname="$DATABASE_URL" {newest}'
    return {
        "backup_cmd": f"{make_folder} && {backup}",
        "restore_cmd": restore,  # the newest copy; the site must have been stopped
        # The server, and the workers that are its children. Nothing when it does not run.
        "pids_cmd": f'p=$(cat {pid_file}) && kill -0 "$p" && echo "$p" && pgrep -P "$p"',
    }


def everything() -> dict:
    """Give all that there is to tell."""
    port = os.environ.get("PORT") or "8000"
    base = f"http://localhost:{port}"
    with translation.override(settings.LANGUAGE_CODE):
        login_url = base + reverse("account_login")
    return {
        "base": base,
        "login_url": login_url,
        **module_urls(base),
        "users": {person.key: {"login": person.login, "password": person.password} for person in PEOPLE},
        # The guest's way in: a link that opens, and others that must not.
        "guest_links": {name: base + link.removeprefix(settings.BASE_URL) for name, link in guest_links().items()},
        # One code of each kind of paper, for /check/<code>/.
        "check_codes": codes_to_check(),
        "mail_dir": str(settings.DATA_DIR / "mail"),
        "data_dirs": [str(settings.DATA_DIR)],
        "start_cmd": f"make run PORT={port}",
        **commands(),
    }
