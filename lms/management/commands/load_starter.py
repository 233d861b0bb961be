"""Loads the starter data: places, closed days, texts to sign, professions, help services and public pages."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cohorts.guests.actions.professions import load_professions
from cohorts.roster.actions import load_agreements
from cohorts.schedule.actions.closed_days import load_closed_days
from home.actions import load_pages
from lms.management.commands.load_curriculum import FOLDER as CURRICULUM
from lms.management.commands.load_curriculum import read_registers
from lms.people.actions.places import load_places
from modules.actions import load_content, load_voice_texts

FIXTURES = Path(settings.ROOT) / "fixtures"


def read(path: Path) -> dict[str, Any]:
    """Read one TOML file, or say which line is wrong."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise CommandError(f"{path.name} cannot be read: {problem}") from problem


def read_pages(folder: Path) -> list[dict[str, Any]]:
    """Read every page; the name of its folder is its language."""
    return [read(path) | {"language": path.parent.name} for path in sorted(folder.glob("*/*.toml"))]


class Command(BaseCommand):
    """`manage.py load_starter [--overwrite]`."""

    help = (
        "Load places, closed days, texts to sign, professions, help services and public pages from fixtures/. "
        "Safe to run again: what people have changed stays."
    )

    def add_arguments(self, parser) -> None:
        """Offer to set everything back."""
        parser.add_argument("--overwrite", action="store_true", help="also set back what people have changed")

    def handle(self, *args, **options) -> None:
        """Load, and say what was done."""
        overwrite = options["overwrite"]
        places = load_places(by=None, data=read(FIXTURES / "places.toml"), overwrite=overwrite)
        closed = load_closed_days(by=None, rows=read(FIXTURES / "closed_days.toml")["closed_days"])
        texts = load_agreements(by=None, texts=read(FIXTURES / "agreements.toml")["texts"])
        voices = load_voice_texts(by=None, texts=read(FIXTURES / "voices.toml")["texts"])
        professions = load_professions(by=None, data=read(FIXTURES / "professions.toml"))
        # The pages name help services, which the modules bring with them only later.
        load_content(by=None, content=read_registers(CURRICULUM) | {"languages": {}}, overwrite=overwrite)
        pages = load_pages(by=None, pages=read_pages(FIXTURES / "pages"), overwrite=overwrite)
        if options["verbosity"]:
            self.stdout.write(f"Places: {places['made']} made, {places['changed']} changed, {places['kept']} kept.")
            self.stdout.write(f"Texts to sign: {texts['made']} made, {texts['kept']} kept.")
            self.stdout.write(f"Texts about lending a voice: {voices['made']} made, {voices['kept']} kept.")
            self.stdout.write(f"Professions: {professions}.")
            self.stdout.write(f"Closed days: {closed['made']} made, {closed['kept']} kept.")
            self.stdout.write(
                f"Pages: {pages['written']} written, {pages['unchanged']} unchanged, {pages['kept']} kept as edited."
            )
