"""Whoever looks at somebody's data leaves a row, and nobody can rub it out."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path
from django.utils import timezone

from lms.people.actions.reads import log_reads, note_reads, purge_reads
from lms.people.models import ReadLog, User
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.house.test_reads")]


def people(request):
    """Show everybody, the reader included, in two helpings."""
    everybody = User.objects.order_by("pk")
    note_reads(request, everybody)
    note_reads(request, everybody[:1])
    if request.GET.get("to"):
        return redirect("/people/")
    return HttpResponse("…", status=int(request.GET.get("status", 200)))


def nobody(request):
    """Show nobody's data."""
    return HttpResponse("…")


urlpatterns = [path("people/", people, name="people"), path("nobody/", nobody, name="nobody")]


@pytest.fixture
def reader(client: Client) -> User:
    """Sign somebody in."""
    person = UserFactory()
    client.force_login(person)
    return person


def test_page_that_shows_others_leaves_one_row_with_its_list_of_subjects(client, reader):
    others = [UserFactory(), UserFactory()]
    client.get("/people/")
    row = ReadLog.objects.get()
    assert (row.reader, row.view) == (reader, "people")
    assert row.subjects.split() == [str(person.public_id) for person in others]
    assert list(ReadLog.objects.about(others[0])) == [row]


def test_page_that_shows_only_the_reader_leaves_no_row(client, reader):
    client.get("/people/")
    client.get("/nobody/")
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize("address", ["/people/?to=1", "/people/?status=404", "/people/?status=500"])
def test_answer_that_shows_nothing_leaves_no_row(client, reader, address):
    UserFactory()
    client.get(address)
    assert not ReadLog.objects.exists()


def test_post_and_head_leave_no_row(client, reader):
    UserFactory()
    client.post("/people/")
    client.head("/people/")
    assert not ReadLog.objects.exists()


def test_page_that_shows_nobody_does_not_ask_who_reads(client):
    assert "Cookie" not in client.get("/nobody/").headers.get("Vary", "")


def test_read_log_through_its_model_refuses_changes():
    log_reads(by=UserFactory(), view="people", subjects=["a"])
    row = ReadLog.objects.get()
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        ReadLog.objects.update(view="other")


@pytest.mark.database
@pytest.mark.parametrize(
    "statement",
    ["UPDATE people_readlog SET subjects = ''", "UPDATE people_readlog SET at = at", "DELETE FROM people_readlog"],
)
def test_read_log_in_the_database_refuses_changes(statement):
    log_reads(by=UserFactory(), view="people", subjects=["a"])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ReadLog.objects.get().subjects == "a"


@pytest.mark.database
def test_retention_drops_rows_older_than_24_months_and_no_others():
    reader = UserFactory()
    now = timezone.now()
    for days in (0, 365, 729, 732, 2000):
        ReadLog.objects.create(reader=reader, view=str(days), subjects="a", at=now - timedelta(days=days))
    assert purge_reads() == 2
    assert set(ReadLog.objects.values_list("view", flat=True)) == {"0", "365", "729"}


@pytest.mark.database
def test_read_log_outlives_its_reader():
    reader = UserFactory()
    log_reads(by=reader, view="people", subjects=["a"])
    reader.delete()
    connection.check_constraints()
    assert ReadLog.objects.count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_committed_row_does_not_stop_the_database_of_the_tests_from_being_emptied():
    log_reads(by=UserFactory(), view="people", subjects=["a"])
