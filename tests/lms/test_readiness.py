"""Before serving, and while serving: each thing that is wrong is said in one sentence, or turns `/readyz` red."""

import errno
import socket
import sqlite3
import subprocess
import sys
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from lms import readiness
from lms.people.models import Notice
from tests.databases import ROOT

# --- before serving --------------------------------------------------------------------------------------------------


@pytest.fixture
def taken_port():
    """Give a port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_port_that_is_taken(taken_port):
    with pytest.raises(readiness.NotReadyError, match=f"Port {taken_port} is taken: stop what runs there"):
        readiness.check_port("127.0.0.1", taken_port)


def test_port_that_is_free(taken_port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    readiness.check_port("127.0.0.1", free)


def test_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(readiness.NotReadyError, match="set DATA_DIR"):
        readiness.check_disk(tmp_path / "file" / "data")


def test_disk_that_is_nearly_full(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda path: usage(100, 99, 1024 * 1024))
    with pytest.raises(readiness.NotReadyError, match="is full \\(1 MB left\\): free at least 100 MB"):
        readiness.check_disk(tmp_path)


def test_disk_that_fills_up_while_writing(tmp_path):
    database = sqlite3.connect(tmp_path / "small.sqlite3")
    database.execute("PRAGMA max_page_count=2")
    with pytest.raises(sqlite3.OperationalError) as caught:
        database.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000));")
    database.close()
    assert "is full: free some space" in readiness.explain(OperationalError(str(caught.value)))
    assert "is full: free some space" in readiness.explain(OSError(errno.ENOSPC, "No space left on device"))


def test_bug_is_not_explained_away():
    assert readiness.explain(ValueError("a bug")) is None


@pytest.mark.database
@pytest.mark.django_db
def test_database_from_a_newer_version():
    assert readiness.pending_migrations() is False
    MigrationRecorder(connection).record_applied("people", "9999_from_the_future")
    with pytest.raises(readiness.NotReadyError, match=r"newer version of Brobygger \(it has people\.9999_from"):
        readiness.pending_migrations()


def forget_newest_migration() -> None:
    """Make the database look as if the newest migration of people had not run."""
    ((app, name),) = MigrationLoader(connection).graph.leaf_nodes("people")
    MigrationRecorder(connection).record_unapplied(app, name)


@pytest.mark.database
@pytest.mark.django_db
def test_database_that_lacks_a_migration():
    forget_newest_migration()
    assert readiness.pending_migrations() is True


def test_serve_says_one_sentence_and_ends_with_1(taken_port, tmp_path):
    command = [sys.executable, "manage.py", "serve", "--port", str(taken_port)]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip().splitlines() == [
        f"Port {taken_port} is taken: stop what runs there, or choose another with `make run PORT={taken_port + 1}`."
    ]


def environment(data_dir) -> dict[str, str]:
    """Give the environment of a fresh machine with its data in this folder."""
    return {"PATH": "/usr/bin:/bin", "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "lms.settings.dev"}


# --- while serving ---------------------------------------------------------------------------------------------------


def test_healthz_answers_without_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("secure", [True, False])
def test_health_is_answered_under_any_name_while_pages_are_not(client, settings, path, secure):
    settings.ALLOWED_HOSTS = ["kurs.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path, headers={"host": "127.0.0.1:8000"}, secure=secure).status_code == 200
    assert client.get("/v/", headers={"host": "127.0.0.1:8000"}, secure=secure).status_code == 400


@pytest.mark.django_db
def test_readyz_when_all_is_well(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "storage": True, "outbox": True}


def red(client) -> set[str]:
    """Give what `/readyz` calls wrong."""
    answer = client.get("/readyz")
    assert answer.status_code == 503
    return {name for name, well in answer.json().items() if not well}


@pytest.mark.django_db
def test_readyz_when_a_migration_is_missing(client):
    forget_newest_migration()
    assert "migrations" in red(client)


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "well"), [(14, True), (16, False)])
def test_readyz_when_a_message_waits(client, minutes, well):
    due = timezone.now() - timedelta(minutes=minutes)
    Notice.objects.create(
        event="test", language="nb", channel="email", address="a@example.org", body="Hei", next_try_at=due
    )
    assert (client.get("/readyz").status_code == 200) is well
    if not well:
        assert red(client) == {"outbox"}


@pytest.mark.django_db
def test_readyz_when_storage_fails(client, settings, tmp_path):
    (tmp_path / "media").write_text("not a folder")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    assert red(client) == {"storage"}


def test_readyz_when_the_database_is_gone(tmp_path):
    """A process of its own, whose database is a folder."""
    (tmp_path / "brobygger.sqlite3").mkdir()
    ask = "import django; django.setup(); from django.test import Client; a = Client().get('/readyz');"
    ask += "print(a.status_code, a.json()['database'])"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["503", "False"], done.stderr


# --- the tests' own floor --------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_rows_of_migrations_are_back_after_a_test_that_commits(turn):
    from wagtail.models import Page, Site

    assert Page.objects.filter(depth=1).exists()
    assert Site.objects.exists()
