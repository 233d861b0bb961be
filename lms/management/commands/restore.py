"""`manage.py restore FILE`: puts a copy that `backup` wrote in the place of the SQLite database."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.backends.sqlite3._functions import register
from django.db.migrations.loader import MigrationLoader

from lms import running
from lms.background import take_turn
from lms.erasures import erase_again
from lms.readiness import pending_migrations

JOURNALS = ["-wal", "-shm", "-journal"]


class Command(BaseCommand):
    """Restore the database. Files below DATA_DIR/media are unpacked apart, see docs/operate.md."""

    help = "Put the copy FILE in the place of the SQLite database. The site must not run."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        """Take the name of the copy."""
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        """Prove a copy of the copy, and put that in place; what stood there is kept beside it."""
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_restore, see docs/operate.md.")
        if pid := running.serving():
            raise CommandError(f"The site runs (process {pid}): stop it first.")
        # Another server, that of the systemd unit for one, writes no number, but its background work holds this lock.
        turn = take_turn(Path(settings.DATA_DIR), "tick")
        if turn is None:
            raise CommandError("The site runs: stop it first.")
        with turn:
            self.restore(file)

    def restore(self, file: Path) -> None:
        """Restore while nothing else works on the database."""
        if not file.is_file():
            raise CommandError(f"{file} is not there.")
        place = Path(connection.settings_dict["NAME"])
        arriving = place.with_name(f"{place.name}.arriving")
        connection.close()
        try:
            arriving.unlink(missing_ok=True)
            arriving.touch(mode=0o600)
            shutil.copyfile(file, arriving)
            prove(arriving)
            sessions, links = end_what_is_revived(arriving)
            kept = put_in_place(arriving, place)
            connection.close()  # it may have looked at the file that was here
        except OSError as error:
            raise CommandError(f"{place.parent} cannot be written ({error.strerror}).") from None
        finally:
            arriving.unlink(missing_ok=True)
        self.stdout.write(f"{file} is in place; {sessions} sessions and {links} secret links of its time are ended.")
        self.erase_again()
        if kept:
            self.stdout.write(f"What stood there before: {kept}. It holds people: delete it when you need it no more.")

    def erase_again(self) -> None:
        """Do again what was erased since the copy was made. An older copy has to be brought up to date first."""
        if pending_migrations():
            self.stdout.write("It is older than the code: `manage.py serve --prepare-only` erases what was since.")
            return
        done = erase_again()
        self.stdout.write(f"Erased or taken back since, and now again: {sum(done.values())}.")


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database with the functions that Django's constraints and triggers call."""
    with closing(sqlite3.connect(path)) as database:
        register(database)
        yield database


def prove(copy: Path) -> None:
    """Raise CommandError unless the file is a whole database that this code or an older one has made."""
    try:
        with opened(copy) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
            applied = set(database.execute("SELECT app, name FROM django_migrations").fetchall())
    except sqlite3.DatabaseError as error:
        raise CommandError(f"The copy is not a database of Brobygger, or it is torn ({error}).") from None
    if verdict != "ok":
        raise CommandError(f"The copy is torn ({verdict.splitlines()[0]}): take another one.")
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations) | {old for new in loader.replacements.values() for old in new.replaces}
    if newer := {(app, name) for app, name in applied if app in loader.migrated_apps} - known:
        app, name = min(newer)
        raise CommandError(f"The copy comes from a newer version of Brobygger (it has {app}.{name}): take its code.")
    if not any(app == "people" for app, _ in applied):
        raise CommandError("The copy is not a database of Brobygger.")


def end_what_is_revived(copy: Path) -> tuple[int, int]:
    """End the sessions and the open secret links that the copy would bring back to life: somebody may have ended them
    since, or lost her phone. Gives how many of each. The copy may lack migrations, so no model is asked."""
    with opened(copy) as database:
        sessions = database.execute("DELETE FROM people_session").rowcount
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
        links = database.execute(
            "UPDATE people_accesslink SET revoked_at = ? WHERE revoked_at IS NULL"
            " AND (max_uses IS NULL OR uses < max_uses)",
            [now],
        ).rowcount
        database.commit()
    return sessions, links


def put_in_place(arriving: Path, place: Path) -> Path | None:
    """Set the old database aside with its journals, and let the new one take its name. Gives where the old one is."""
    kept = place.with_name(f"{place.stem}-before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}{place.suffix}")
    if place.exists():
        # The newest rows may stand in the journal only: opening and closing the database takes them in.
        with opened(place) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        place.replace(kept)
    for ending in JOURNALS:
        place.with_name(place.name + ending).unlink(missing_ok=True)
    arriving.replace(place)
    return kept if kept.exists() else None
