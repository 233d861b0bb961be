"""`manage.py backup FILE`: a whole copy of the SQLite database while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """Copy the database. Files below DATA_DIR/media are copied beside it, see docs/operate.md."""

    help = "Write a whole copy of the SQLite database to FILE while the site runs."

    def add_arguments(self, parser) -> None:
        """Take the name of the copy."""
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        """Copy in one read transaction; an old copy is never written over."""
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_dump, see docs/operate.md.")
        try:
            file.touch(mode=0o600, exist_ok=False)  # it holds people
        except FileExistsError:
            raise CommandError(f"{file} is there already: choose another name.") from None
        except FileNotFoundError:
            raise CommandError(f"The folder {file.parent} is not there: make it first, for your eyes only.") from None
        except OSError as error:
            raise CommandError(f"{file} cannot be written ({error.strerror}): choose another place.") from None
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file.resolve())])
        self.stdout.write(f"{file}: {file.stat().st_size // 1024} kB")
