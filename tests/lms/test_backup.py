"""A backup is whole, readable by its owner only, and never written over; restoring it revives nobody's way in."""

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lms import background, running
from lms.people.actions.links import make_link
from lms.people.models import AccessLink, Session, User
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def test_backup_holds_what_was_confirmed(tmp_path):
    UserFactory(name="Amina Prøve")
    copy = tmp_path / "copy.sqlite3"
    if connection.vendor != "sqlite":
        with pytest.raises(CommandError, match="pg_dump"):
            call_command("backup", copy)
        return
    call_command("backup", copy)
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT name FROM people_user").fetchall() == [("Amina Prøve",)]
    database.close()
    assert copy.stat().st_mode & 0o077 == 0


def test_backup_is_never_written_over(tmp_path):
    (tmp_path / "copy.sqlite3").write_text("the only good one")
    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "copy.sqlite3")
    assert (tmp_path / "copy.sqlite3").read_text() == "the only good one"


def test_backup_into_a_folder_that_is_not_there_says_so(tmp_path):
    expected = "is not there: make it first" if connection.vendor == "sqlite" else "pg_dump"
    with pytest.raises(CommandError, match=expected):
        call_command("backup", tmp_path / "no" / "copy.sqlite3")


# --- the way back ----------------------------------------------------------------------------------------------------

only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="pg_restore does it there")


@pytest.fixture
def copy(tmp_path, settings, client) -> Path:
    """Give a backup with one person, who is signed in and has an open link; the folder of data is an empty one."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    person = UserFactory(name="Amina Prøve")
    client.force_login(person)
    make_link(by=None, purpose=AccessLink.Purpose.SIGN_IN, subject=person, lifetime=timedelta(days=1), max_uses=None)
    call_command("backup", tmp_path / "copy.sqlite3")
    yield tmp_path / "copy.sqlite3"
    place = Path(connection.settings_dict["NAME"])
    for old in place.parent.glob(f"{place.stem}-before-*"):
        old.unlink()


@only_sqlite
def test_restore_brings_back_people_and_no_way_in(copy, client):
    UserFactory(name="Came Later")
    call_command("restore", copy)
    assert list(User.objects.values_list("name", flat=True)) == ["Amina Prøve"]
    assert not Session.objects.exists()
    assert AccessLink.objects.count() == 1
    assert not AccessLink.objects.usable().exists()
    place = Path(connection.settings_dict["NAME"])
    assert place.stat().st_mode & 0o077 == 0
    (kept,) = place.parent.glob(f"{place.stem}-before-*")
    with sqlite3.connect(kept) as before:
        assert before.execute("SELECT count(*) FROM people_user").fetchone() == (2,)
    before.close()


@only_sqlite
def test_restore_refuses_while_the_site_runs(copy, settings, monkeypatch):
    monkeypatch.setattr(running, "serving", os.getpid)
    with pytest.raises(CommandError, match=f"The site runs \\(process {os.getpid()}\\): stop it first"):
        call_command("restore", copy)
    monkeypatch.undo()
    with (
        background.take_turn(settings.DATA_DIR, "tick"),
        pytest.raises(CommandError, match="The site runs: stop it first"),
    ):
        call_command("restore", copy)


def tear(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[8192 : len(content) // 2] = b"\xff" * (len(content) // 2 - 8192)
    copy.write_bytes(content)


def write_letters(copy: Path) -> None:
    copy.write_text("a letter, and no database at all " * 100)


def come_from_the_future(copy: Path) -> None:
    with sqlite3.connect(copy) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_future', '2030-01-01')"
        )
    database.close()


@only_sqlite
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (tear, "torn"),
        (write_letters, "not a database of Brobygger"),
        (come_from_the_future, "newer version of Brobygger \\(it has people.9999_future\\)"),
        (Path.unlink, "is not there"),
    ],
)
def test_restore_of_a_spoilt_copy_changes_nothing(copy, spoil, sentence):
    UserFactory(name="Came Later")
    spoil(copy)
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", copy)
    assert User.objects.count() == 2


def test_number_of_a_killed_site_counts_for_nothing(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert running.serving() is None
    running.pid_file().write_text("4194304999\n")
    assert running.serving() is None
    running.pid_file().write_text(f"{os.getpid()}\n")  # the system gave it to something else
    assert running.serving() is None
