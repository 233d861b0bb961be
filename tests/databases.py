"""The database of a test run: migrated once into a template, then copied for each run and after each test that commits.

A template's name carries a hash of everything that decides its content, so that a changed migration makes a new one.
A copy is exact: triggers, search tables and the rows that migrations make are there, which Django's own way back
after a committing test (empty every table) would lose.

A file of tests may begin with more than the migrations make: with one of the STATES. Each is loaded once, kept as a
template of its own for as long as no line of ours changes, until the day ends, and copied for each file that wants it.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import translation

from home.actions import load_pages
from lms.management.commands.load_starter import FIXTURES, read, read_pages
from lms.people.actions.places import load_places

ROOT = Path(__file__).resolve().parents[1]
OURS = "brobygger_test"
CODE = ("cohorts", "curriculum", "home", "lms", "modules", "fixtures")
"""What decides what a state holds, beside the migrations and the locked packages."""


# --- what a file may begin with --------------------------------------------------------------------------------------


def command(name: str) -> Callable[[], None]:
    """Give a function that runs a command of ours."""
    return lambda: call_command(name, verbosity=0)


def load_home() -> None:
    """Load places and public pages. The registers are empty, so the help page has no numbers."""
    pages = read_pages(FIXTURES / "pages")
    for page in pages:
        page["body"] = [part for part in page["body"] if part["type"] != "help_numbers"]
    load_places(by=None, data=read(FIXTURES / "places.toml"))
    load_pages(by=None, pages=pages)


MIGRATED = "migrated"
STATES: dict[str, tuple[str, Callable[[], None]]] = {
    "home": (MIGRATED, load_home),
    "starter": (MIGRATED, command("load_starter")),
    "curriculum": ("starter", command("load_curriculum")),
    "editions": ("curriculum", command("load_editions")),
}
"""Name: the state it builds on, and what it adds. All of it must be in the database: files of tests are in memory."""


@cache
def fingerprint() -> str:
    """Give a hash of the locked packages and of every migration of ours."""
    return hash_of(path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts)


@cache
def fingerprint_of_states() -> str:
    """Give a hash of every line that could change what a state holds, and of the day: it may hold dates."""
    trees = [path for name in CODE for path in ((ROOT / name).rglob("*") if "." not in name else [ROOT / name])]
    return hash_of(
        (path for path in trees if path.suffix in (".py", ".toml")), fingerprint() + date.today().isoformat()
    )


def hash_of(paths: Iterable[Path], more: str = "") -> str:
    """Give a short hash of files, of the locked packages, and of a word."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes() + more.encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


# --- the copies ------------------------------------------------------------------------------------------------------


def is_alive(pid: str) -> bool:
    """Tell whether the process that made a copy still runs."""
    return Path(f"/proc/{pid}").exists() if Path("/proc").exists() else True


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one process at a time look for the template and make it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"lock-{connection.vendor}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate_into(name: str) -> None:
    """Make a database of that name with every migration applied, and let go of it."""
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


class Databases:
    """The templates, and the copy this run works on. `state` names what the copy is made from."""

    def __init__(self) -> None:
        self.folder = Path(settings.DATA_DIR) / "test"
        self.state = MIGRATED

    @contextmanager
    def beginning_with(self, state: str) -> Iterator[None]:
        """Let every test begin with a state, until this is left."""
        if connection.in_atomic_block:
            raise RuntimeError(f"A file begins with its state before anything else: `{state}` comes too late.")
        before = self.state
        with one_at_a_time(self.folder):
            self._make(state)
        self._switch(state)
        yield
        self._switch(before)

    def _switch(self, state: str) -> None:
        self.state = state
        self.restore()

    def _make(self, state: str) -> None:
        """Load a state into the copy and keep it, unless it was kept before."""
        if state == MIGRATED or self.is_kept(state):
            return
        ground, load = STATES[state]
        self._make(ground)
        self._switch(ground)
        with translation.override(settings.LANGUAGE_CODE):
            load()
        self.keep(state)


class SqliteDatabases(Databases):
    """Files below `DATA_DIR/test`."""

    def __init__(self) -> None:
        super().__init__()
        self.run = self.folder / f"run-{os.getpid()}.sqlite3"

    def template(self, state: str) -> Path:
        """Give the file of a template."""
        name = f"template-{fingerprint()}" if state == MIGRATED else f"state-{state}-{fingerprint_of_states()}"
        return self.folder / f"{name}.sqlite3"

    def is_kept(self, state: str) -> bool:
        """Tell whether there is a template of a state."""
        return self.template(state).exists()

    def prepare(self) -> None:
        """Make the template unless it is there, and work on a copy."""
        template = self.template(MIGRATED)
        with one_at_a_time(self.folder):
            self._sweep()
            if not template.exists():
                building = self.folder / "building.sqlite3"
                migrate_into(str(building))
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA journal_mode=DELETE")  # all of it in one file
                connection.close()
                building.replace(template)
            template.touch()
            shutil.copyfile(template, self.run)
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(self.run)

    def keep(self, state: str) -> None:
        """Make the copy, as it is now, the template of a state."""
        connection.close()
        building = self.folder / "building.sqlite3"
        building.unlink(missing_ok=True)
        copy_sqlite(self.run, building)
        with sqlite3.connect(building) as kept:
            kept.execute("PRAGMA journal_mode=DELETE")
        kept.close()
        building.replace(self.template(state))

    def restore(self) -> None:
        """Make the copy equal to its template again."""
        connection.close()
        copy_sqlite(self.template(self.state), self.run)

    def discard(self) -> None:
        """Remove the copy."""
        connections.close_all()
        for path in self.folder.glob(f"{self.run.name}*"):
            path.unlink()

    def _sweep(self) -> None:
        """Remove the copies of runs that were killed, states that are out of date, and all but three templates."""
        for path in self.folder.glob("run-*.sqlite3*"):
            if not is_alive(path.name.removeprefix("run-").split(".")[0]):
                path.unlink()
        for path in self.folder.glob("state-*.sqlite3"):
            if not path.stem.endswith(fingerprint_of_states()):
                path.unlink()
        templates = sorted(self.folder.glob("template-*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for path in templates[:-3]:
            path.unlink()


def copy_sqlite(source: Path, target: Path) -> None:
    """Make one file of SQLite equal to another, also while somebody has it open."""
    with sqlite3.connect(source) as read, sqlite3.connect(target, timeout=20) as written:
        read.backup(written)
    read.close()
    written.close()


class PostgresDatabases(Databases):
    """Databases on the server of DATABASE_URL."""

    def __init__(self) -> None:
        super().__init__()
        self.run = f"{OURS}_run_{os.getpid()}"

    def template(self, state: str) -> str:
        """Give the name of a template."""
        return f"{OURS}_template_{state}_{fingerprint() if state == MIGRATED else fingerprint_of_states()}"

    def is_kept(self, state: str) -> bool:
        """Tell whether there is a template of a state."""
        return self.template(state) in self._names()

    def prepare(self) -> None:
        """Make the template unless it is there, and work on a copy."""
        template = self.template(MIGRATED)
        with one_at_a_time(self.folder):
            names = self._names()
            fresh = [self.template(state) for state in (MIGRATED, *STATES)]
            for name in names:
                pid = name.removeprefix(f"{OURS}_run_")
                if name.startswith(f"{OURS}_template_") and name not in fresh:
                    self._server(f'DROP DATABASE "{name}"')
                elif pid.isdigit() and not is_alive(pid):
                    self._server(f'DROP DATABASE "{name}" WITH (FORCE)')
            if template not in names:
                building = f"{OURS}_building"
                migrate_into(building)
                connection.close()
                self._server(f'ALTER DATABASE "{building}" RENAME TO "{template}"')
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = self.run
        self.restore()

    def keep(self, state: str) -> None:
        """Make the copy, as it is now, the template of a state."""
        connection.close()
        self._server(f'CREATE DATABASE "{self.template(state)}" TEMPLATE "{self.run}"')

    def restore(self) -> None:
        """Replace the copy by a fresh one. Whoever is connected to it loses the connection."""
        connection.close()
        self._server(
            f'DROP DATABASE IF EXISTS "{self.run}" WITH (FORCE)',
            f'CREATE DATABASE "{self.run}" TEMPLATE "{self.template(self.state)}"',
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


def databases() -> Databases:
    """Give the keeper of the databases for the engine that the settings name."""
    return SqliteDatabases() if connection.vendor == "sqlite" else PostgresDatabases()
