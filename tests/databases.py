"""The database of a test run: migrated once into a template, then copied for each run and after each test that commits.

The template's name carries a hash of everything that decides its content, so that a changed migration makes a new one.
A copy is exact: triggers, search tables and the rows that migrations make are there, which Django's own way back
after a committing test (empty every table) would lose.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]
OURS = "brobygger_test"


def fingerprint() -> str:
    """Give a hash of the locked packages and of every migration of ours."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(ROOT.glob("*/**/migrations/*.py")):
        if ".venv" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def is_alive(pid: str) -> bool:
    """Tell whether the process that made a copy still runs."""
    return Path(f"/proc/{pid}").exists() if Path("/proc").exists() else True


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process at a time look for the template and make it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate_into(name: str) -> None:
    """Make a database of that name with every migration applied, and let go of it."""
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


class SqliteDatabases:
    """Files below `DATA_DIR/test`."""

    def __init__(self) -> None:
        self.folder = Path(settings.DATA_DIR) / "test"
        self.template = self.folder / f"template-{fingerprint()}.sqlite3"
        self.run = self.folder / f"run-{os.getpid()}.sqlite3"

    def prepare(self) -> None:
        """Make the template unless it is there, and work on a copy."""
        with one_at_a_time(self.folder):
            self._sweep()
            if not self.template.exists():
                building = self.folder / "building.sqlite3"
                migrate_into(str(building))
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA journal_mode=DELETE")  # all of it in one file
                connection.close()
                building.replace(self.template)
            self.template.touch()
            shutil.copyfile(self.template, self.run)
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(self.run)

    def loosen(self) -> None:
        """Let Django empty the copy: drop the triggers that refuse to. `restore` brings them back."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")

    def restore(self) -> None:
        """Make the copy equal to the template again."""
        connection.close()
        with sqlite3.connect(self.template) as source, sqlite3.connect(self.run, timeout=20) as target:
            source.backup(target)
        source.close()
        target.close()

    def discard(self) -> None:
        """Remove the copy."""
        connections.close_all()
        for path in self.folder.glob(f"{self.run.name}*"):
            path.unlink()

    def _sweep(self) -> None:
        """Remove the copies of runs that were killed, and all templates but the newest three."""
        for path in self.folder.glob("run-*.sqlite3*"):
            if not is_alive(path.name.removeprefix("run-").split(".")[0]):
                path.unlink()
        templates = sorted(self.folder.glob("template-*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for path in templates[:-3]:
            path.unlink()


class PostgresDatabases:
    """Databases on the server of DATABASE_URL."""

    def __init__(self) -> None:
        self.folder = Path(settings.DATA_DIR) / "test"
        self.template = f"{OURS}_template_{fingerprint()}"
        self.run = f"{OURS}_run_{os.getpid()}"

    def prepare(self) -> None:
        """Make the template unless it is there, and work on a copy."""
        with one_at_a_time(self.folder):
            names = self._names()
            for name in names:
                pid = name.removeprefix(f"{OURS}_run_")
                if name.startswith(f"{OURS}_template_") and name != self.template:
                    self._server(f'DROP DATABASE "{name}"')
                elif pid.isdigit() and not is_alive(pid):
                    self._server(f'DROP DATABASE "{name}" WITH (FORCE)')
            if self.template not in names:
                building = f"{OURS}_building"
                migrate_into(building)
                connection.close()
                self._server(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = self.run
        self.restore()

    def loosen(self) -> None:
        """Nothing to do: TRUNCATE, by which Django empties tables here, fires no trigger of rows."""

    def restore(self) -> None:
        """Replace the copy by a fresh one. Whoever is connected to it loses the connection."""
        connection.close()
        self._server(
            f'DROP DATABASE IF EXISTS "{self.run}" WITH (FORCE)',
            f'CREATE DATABASE "{self.run}" TEMPLATE "{self.template}"',
        )

    def discard(self) -> None:
        """Remove the copy."""
        connections.close_all()
        self._server(f'DROP DATABASE IF EXISTS "{self.run}" WITH (FORCE)')

    def _server(self, *statements: str) -> None:
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _names(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{OURS}%"])
            return [name for (name,) in cursor.fetchall()]


def databases() -> SqliteDatabases | PostgresDatabases:
    """Give the keeper of the databases for the engine that the settings name."""
    return SqliteDatabases() if connection.vendor == "sqlite" else PostgresDatabases()
