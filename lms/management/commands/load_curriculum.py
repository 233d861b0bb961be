"""Loads a curriculum from its files: registers, words, exercises, modules and playbooks (docs/content.md)."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from modules.actions import load_content, load_playbooks

FOLDER = Path(settings.ROOT) / "fixtures/curriculum"


def read(path: Path) -> dict[str, Any]:
    """Read one TOML file, or say which line is wrong. A missing one is empty."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise CommandError(f"{path.name} cannot be read: {problem}") from problem


def read_content(folder: Path) -> dict[str, Any]:
    """Read a whole folder; the name of each folder in it is a language, the order of the files is that of the list."""
    return read_registers(folder) | {
        "languages": {
            each.name: read_language(each)
            for each in sorted(folder.iterdir())
            if each.is_dir() and each.name != "media"
        },
    }


def read_registers(folder: Path) -> dict[str, Any]:
    """Read what is the same in every language: sources and help services."""
    return {
        "sources": read(folder / "sources.toml").get("source", []),
        "services": read(folder / "services.toml").get("service", []),
        "goals": read(folder / "goals.toml").get("goal", []),
        "media": [
            item | {"path": folder / "media" / Path(item["name"]).name}
            for item in read(folder / "media.toml").get("media", [])
        ],
    }


def read_language(folder: Path) -> dict[str, Any]:
    """Read what stands in one language."""
    return {
        "index": read(folder / "index.toml"),
        "words": read(folder / "words.toml").get("word", []),
        "exercises": read(folder / "exercises.toml").get("exercise", []),
        "material": read(folder / "material.toml").get("material", []),
        "modules": [read(path) for path in sorted(folder.glob("[0-9]*.toml"))],
        "playbooks": read_playbooks(folder / "playbooks"),
    }


def read_playbooks(folder: Path) -> dict[str, Any]:
    """Read the playbooks of a language; empty without them."""
    playbooks = [read(path) for path in sorted(folder.glob("[0-9]*.toml"))]
    return {"index": read(folder / "index.toml"), "playbooks": playbooks} if playbooks else {}


@transaction.atomic
def load(content: dict[str, Any], overwrite: bool) -> Counter[str]:
    """Load registers, modules and playbooks: all of it, or nothing."""
    done = load_content(by=None, content=content, overwrite=overwrite)
    done += load_playbooks(by=None, content=content, overwrite=overwrite)
    return done


class Command(BaseCommand):
    """`manage.py load_curriculum [folder] [--overwrite]`."""

    help = "Load a curriculum from its files. Safe to run again: what people have changed stays."

    def add_arguments(self, parser) -> None:
        """Take another folder, and offer to set everything back."""
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
        parser.add_argument("--overwrite", action="store_true", help="also set back what people have changed")

    def handle(self, *args, folder: Path, overwrite: bool, **options) -> None:
        """Load, and say what was done."""
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            done = load(read_content(folder), overwrite)
        except KeyError as problem:
            raise CommandError(f"Nothing is called {problem}: a file names it. Nothing was loaded.") from problem
        except (ValueError, ValidationError) as problem:
            raise CommandError(f"A text cannot be stored: {problem} Nothing was loaded.") from problem
        if options["verbosity"]:
            self.stdout.write(
                f"Curriculum: {done['written']} written, {done['unchanged']} unchanged, {done['kept']} kept as edited."
            )
