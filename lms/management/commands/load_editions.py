"""Loads the editions the programme starts with, once the modules are there."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from curriculum.actions.loading import load_editions

FILE = Path(settings.ROOT) / "fixtures/editions.toml"


class Command(BaseCommand):
    """`manage.py load_editions [file]`."""

    help = "Make the editions in fixtures/editions.toml that are missing. Safe to run again: what is there stays."

    def add_arguments(self, parser) -> None:
        """Take another file."""
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *args, file: Path, **options) -> None:
        """Load, and say what was done."""
        try:
            editions = tomllib.loads(file.read_text(encoding="utf-8"))["editions"]
        except (OSError, tomllib.TOMLDecodeError) as problem:
            raise CommandError(f"{file.name} cannot be read: {problem}") from problem
        try:
            done = load_editions(by=None, editions=editions)
        except KeyError as problem:
            raise CommandError(
                f"Nothing is called {problem}. Has `load_curriculum` run? Nothing was made."
            ) from problem
        except ValidationError as problem:
            codes = ", ".join(error.code for error in problem.error_list)
            raise CommandError(f"An edition may not be released as it is: {codes}. Nothing was made.") from problem
        if options["verbosity"]:
            self.stdout.write(f"Editions: {done['made']} made, {done['kept']} kept.")
