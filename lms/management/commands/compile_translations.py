"""`manage.py compile_translations`: makes the catalogues the site reads (.mo) from those people edit (.po)."""

import os
import tempfile
from pathlib import Path

from babel.messages import mofile, pofile
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


def compile_catalogues(root: Path) -> list[Path]:
    """Compile each `.po` below root whose `.mo` is missing or older, and give the `.mo` files that were written.

    Each file is replaced in one step: two processes that start at once never read half a catalogue. This process
    forgets what it read before; Django asks for a translation as early as it starts.
    """
    written = []
    for source in sorted(root.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = pofile.read_po(lines, locale=None)
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
            mofile.write_mo(part, catalogue)
        os.replace(part.name, target)
        target.chmod(0o644)
        translation_file_changed(None, target)
        written.append(target)
    return written


class Command(BaseCommand):
    """Compile what is older than its source."""

    help = "Compile the translations that are older than their source."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        """Compile below each of LOCALE_PATHS."""
        for root in settings.LOCALE_PATHS:
            for path in compile_catalogues(Path(root)):
                self.stdout.write(f"compiled {path.parent.parent.name}")
