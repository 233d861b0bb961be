"""A backup is whole, readable by its owner only, and never written over another."""

import sqlite3

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

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
