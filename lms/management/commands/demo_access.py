"""`manage.py demo_access --json`: what a black-box tester needs to know of the running demo."""

import json
import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation

from lms.demo import PEOPLE, require_demo
from lms.kit.pages import url_of
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
        port = os.environ.get("PORT") or "8000"
        base = f"http://localhost:{port}"
        with translation.override(settings.LANGUAGE_CODE):
            login_url = base + reverse("account_login")
        access = {
            "base": base,
            "login_url": login_url,
            **module_urls(base),
            "users": {person.key: {"login": person.login, "password": person.password} for person in PEOPLE},
            "mail_dir": str(settings.DATA_DIR / "mail"),
            "data_dirs": [str(settings.DATA_DIR)],
            "start_cmd": f"make run PORT={port}",
            "backup_cmd": ".venv/bin/python manage.py backup backup.sqlite3",
            "pids_cmd": "pgrep -f '[m]anage.py serve'",
        }
        self.stdout.write(json.dumps(access, indent=2, ensure_ascii=False))
