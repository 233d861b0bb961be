"""`manage.py serve`: makes ready what is missing, prints the ways in, and serves. Behind `make run`."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.urls import get_script_prefix

from lms import readiness, server
from lms.erasures import erase_again
from lms.management.commands.compile_translations import compile_catalogues

LOADED_BY = ["sync_roles", "load_starter", "load_curriculum", "load_editions", "demo"]
CONTENT = [
    "fixtures",
    "lms/people/roles.py",
    "lms/demo",
    "lms/management/commands/load_starter.py",
    "lms/management/commands/load_curriculum.py",
    "lms/management/commands/load_editions.py",
]
STATIC = ["requirements.lock", "lms/static"]


class Command(BaseCommand):
    """Serve the site on this machine."""

    help = "Migrate, load the starter data and the demo, and serve. Only what is missing is done."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        """Take what the environment may also say."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WORKERS") or 2))
        parser.add_argument("--prepare-only", action="store_true", help="make ready, and do not serve")

    def handle(self, *args, host: str, port: int, workers: int, prepare_only: bool, **options) -> None:
        """Make ready, show the ways in, and serve."""
        try:
            readiness.check_disk(Path(settings.DATA_DIR))
            if not prepare_only:
                readiness.check_port(host, port)
            loaded = self.prepare()
        except readiness.NotReadyError as problem:
            self.stop(str(problem))
        except Exception as error:
            if sentence := readiness.explain(error):
                self.stop(sentence)
            raise
        if prepare_only:
            return
        if loaded:
            # The demo has written documents; the threads of typst do not come along when the workers are forked, and
            # whoever asked one of those for a document would wait for ever.
            begin_again()
        base = f"http://localhost:{port}{get_script_prefix()}".rstrip("/")
        self.show_ways_in(base)
        self.stdout.write(f"\nBrobygger is on {base} – stop it with Ctrl-C.")
        self.stdout.flush()
        server.serve(host, port, workers)

    def prepare(self) -> bool:
        """Bring translations, database, content and static files up to date, and tell whether content was loaded.
        Nothing is done twice. What was erased stays so, even if an older database was put back."""
        if any(compile_catalogues(Path(root)) for root in settings.LOCALE_PATHS):
            begin_again()  # this process has read the catalogues that were there before
        stamps = readiness.Stamps(Path(settings.DATA_DIR) / "stamps")
        migrated = loaded = False
        if readiness.pending_migrations():
            self.stdout.write("Making the database ready …")
            call_command("migrate", interactive=False, verbosity=0)
            migrated = True
        content = readiness.fingerprint(CONTENT, readiness.name_of_database())
        if migrated or not stamps.holds("content", content):
            for command in LOADED_BY:
                if command in get_commands() and (command != "demo" or settings.DEMO):
                    self.stdout.write(f"Running {command} …")
                    call_command(command)
            stamps.write("content", content)
            loaded = True
        if done := erase_again():  # somebody has put back a copy
            self.stdout.write(f"Erased again: {sum(done.values())}.")
        static = readiness.fingerprint(STATIC, str(settings.STATIC_ROOT))
        if not settings.DEBUG and not stamps.holds("static", static):
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamps.write("static", static)
        return loaded

    def show_ways_in(self, base: str) -> None:
        """Print who can sign in with one click. The links are for this demo only."""
        if not settings.DEMO:
            return
        from lms.demo import sign_in_links
        from lms.demo.guests import guest_links

        rows = sign_in_links(base)
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        self.stdout.write("")
        for role, name, url in rows:
            self.stdout.write(f"{role:<{widths[0]}}  {name:<{widths[1]}}  {url}")
        if link := guest_links().get("valid"):
            self.stdout.write(f"A guest professional, without an account: {base}{link.removeprefix(settings.BASE_URL)}")

    def stop(self, sentence: str) -> NoReturn:
        """End with one sentence that says what to do."""
        self.stderr.write(sentence)
        sys.exit(1)


def begin_again() -> NoReturn:
    """Run the same command line anew in this process."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606  # our own interpreter
