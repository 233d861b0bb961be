"""A list of attendance that is brought: who is who, which evening, what a word means, and what becomes of it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cohorts.attendance.rules import Status
from cohorts.attendance.rules.brought import Night, Trouble, Woman, night_in, read_marks
from cohorts.models import Attendance, AttendanceOperation, Cohort
from lms.kit.sheets import Sheet, write_xlsx
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

WOMEN = [
    Woman("a", "Amina Yusuf", "Amina Y.", "+4790000001"),
    Woman("b", "Bahar Demir", "Bahar D.", "+4790000002"),
    Woman("c", "Bahar Daoud", "Bahar Da.", "+4790000003"),
]
NIGHTS = [Night("one", 1, date(2026, 9, 1)), Night("two", 2, date(2026, 9, 8)), Night("late", 3, date(2027, 1, 5))]


def read(text, night=""):
    rows = [line.split(";") for line in text.split("\n")]
    words = {"Til stede": Status.PRESENT, "F": Status.ABSENT}
    return read_marks(rows, women=WOMEN, nights=NIGHTS, words=words, night=night, country="NO")


@pytest.mark.parametrize(
    ("row", "woman", "trouble"),
    [
        ("amina  YUSUF;;x", "a", None),
        ("Yusuf, Amina;;x", "a", None),
        ("Amina Y;;x", "a", None),
        ("Bahar D.;;x", "b", None),
        ("Somebody;900 00 003;x", "c", None),
        ("Bahar;;x", "", Trouble.NOBODY),
        ("Leyla;;x", "", Trouble.NOBODY),
        ("01020312345;;x", "", Trouble.BIRTH_NUMBER),
    ],
)
def test_line_is_about_a_woman_only_where_there_is_no_doubt(row, woman, trouble):
    [line] = read(f"Navn;Telefon;1\n{row}").lines
    assert (line.woman, line.trouble) == (woman, trouble)


def test_same_woman_twice_is_for_a_person_to_decide():
    first, second = read("Navn;1\nAmina Yusuf;x\nAmina Y.;f").lines
    assert (first.woman, second.woman, second.trouble, second.maybe) == ("a", "", Trouble.TWICE, ("a",))


@pytest.mark.parametrize(
    ("heading", "night"),
    [
        ("1", "one"),
        ("Kurskveld 2", "two"),
        ("2. kveld", "two"),
        ("3 · 05.01.2027", "late"),
        ("8.9.", "two"),
        ("08.09.26", "two"),
        ("2027-01-05", "late"),
        ("9.9.2026", ""),
        ("Modul 2", ""),
        ("Borte", ""),
    ],
)
def test_column_is_about_an_evening_by_number_or_day(heading, night):
    assert night_in(heading, NIGHTS) == night


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("X", (Status.PRESENT, None)),
        ("til stede", (Status.PRESENT, None)),
        ("1", (Status.PRESENT, None)),
        ("sen 15", (Status.LATE, 15)),
        ("Sen (15 min)", (Status.LATE, 15)),
        ("gikk tidlig", (Status.LEFT_EARLY, None)),
        ("meldt fra", (Status.EXCUSED, None)),
        ("0", (Status.ABSENT, None)),
        ("syk", (None, None)),
        ("sen 1500", (None, None)),
    ],
)
def test_word_is_a_mark_or_said_to_be_none(cell, said):
    [line] = read(f"Navn;1\nAmina Yusuf;{cell}").lines
    assert [(word.status, word.minutes) for word in line.words] == [said]


def test_list_of_one_evening_needs_no_heading_of_its_own():
    for text in ("Navn;Oppmøte\nAmina Yusuf;x", "Amina Yusuf;x"):
        [line] = read(text, night="two").lines
        assert [(word.night, word.status) for word in line.words] == [("two", Status.PRESENT)]
    assert read("Amina Yusuf;x").lines == ()


# --- the pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def cohort(db):
    """A cohort with an evening of long ago, one of last week, and one ahead."""
    cohort = CohortFactory(state=Cohort.State.RUNNING)
    for name in ("Amina Yusuf", "Bahar Demir"):
        trainee_of(cohort, name=name)
    for days in (-40, -7, 7):
        session_of(cohort, timezone.localdate() + timedelta(days=days))
    return cohort


@pytest.fixture
def host(cohort, client):
    person = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(person)
    return person


TABLE = "Navn\t1\t2\t3\tKommentar\nAmina Yusuf\tx\tsen 10\tx\thei\nBahar\tx\tsyk\t\t\n=Leyla\tx\t\t\t"


def look(client, cohort, **data):
    url = f"/cohorts/{cohort.public_id}/lists/bring/"
    return client.post(url, data or {"pasted": TABLE}, headers={"accept-language": "nb"})


def confirm(client, cohort, seen, **data):
    sealed = seen.context["form"].sealed
    url = f"/cohorts/{cohort.public_id}/lists/brought/"
    return client.post(url, {"brought": sealed, **data}, follow=True, headers={"accept-language": "nb"})


def stands():
    rows = Attendance.objects.order_by("enrolment__person__name", "session__number")
    return [(row.enrolment.person.name.split()[0], row.session.number, row.status, row.minutes) for row in rows]


def test_nothing_is_stored_before_it_was_looked_at_and_what_is_unclear_is_said(cohort, host, client):
    page = look(client, cohort)
    text = page.content.decode()
    assert page.status_code == 200
    assert not AttendanceOperation.objects.exists()
    for said in ("Amina Yusuf", "Linje 3", "Ingen i kullet heter det.", "syk", "Kommentar", "Kveld 3"):
        assert said in text
    assert text.count("<select") == 2


def test_what_was_confirmed_is_stored_once_with_the_list_as_its_way(cohort, host, client):
    bahar = cohort.enrolments.get(person__name="Bahar Demir")
    for _twice in range(2):
        confirm(client, cohort, look(client, cohort), confirmed="on", **{"woman-3": bahar.public_id})
        assert stands() == [("Amina", 1, "present", None), ("Amina", 2, "late", 10), ("Bahar", 1, "present", None)]
        assert AttendanceOperation.objects.filter(source="import", outcome="applied").count() == 3
        assert AttendanceOperation.objects.count() == 3


def test_old_evening_needs_somebody_who_means_it(cohort, host, client):
    page = confirm(client, cohort, look(client, cohort))
    assert ": Si at du vil endre dem" in page.content.decode()
    assert not AttendanceOperation.objects.exists()
    confirm(client, cohort, look(client, cohort), confirmed="on")
    assert stands() == [("Amina", 1, "present", None), ("Amina", 2, "late", 10)]


def test_mark_that_stands_is_changed_only_where_it_was_ticked(cohort, host, client):
    confirm(client, cohort, look(client, cohort), confirmed="on")
    other = {"pasted": "Navn\t1\t2\nAmina Yusuf\tF\tF"}
    seen = look(client, cohort, **other)
    clashes = seen.context["form"].clashes
    assert [(each.session.number, each.mine, each.theirs) for each in clashes] == [
        (1, "borte", "til stede"),
        (2, "borte", "kom sent (10 min)"),
    ]
    confirm(client, cohort, seen, confirmed="on", over=clashes[1].value)
    assert stands() == [("Amina", 1, "present", None), ("Amina", 2, "absent", None)]


def test_own_export_brought_back_changes_nothing(cohort, host, client):
    confirm(client, cohort, look(client, cohort), confirmed="on")
    before = stands(), AttendanceOperation.objects.count()
    for kind in ("csv", "xlsx"):
        data = client.get(f"/cohorts/{cohort.public_id}/lists/attendance.{kind}", headers={"accept-language": "nb"})
        seen = look(client, cohort, file=SimpleUploadedFile(f"list.{kind}", data.content))
        assert [(new, agreed) for _name, new, agreed in seen.context["form"].sure] == [(0, 2)]
        assert not seen.context["form"].clashes
        confirm(client, cohort, seen, confirmed="on")
    assert (stands(), AttendanceOperation.objects.count()) == before


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Lim inn en liste eller velg en fil"),
        ({"pasted": "hei\nder"}, "Fant ingen kryss"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK nothing")}, ""),
    ],
)
def test_list_that_cannot_be_read_is_said_kindly(cohort, host, client, data, sentence):
    answer = look(client, cohort, **(data or {"pasted": ""}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_list_that_was_changed_on_the_way_is_not_taken(cohort, host, client):
    url = f"/cohorts/{cohort.public_id}/lists/brought/"
    answer = client.post(url, {"brought": "s1-nothing"}, follow=True, headers={"accept-language": "nb"})
    assert "Listen kom ikke hel fram." in answer.content.decode()
    other = CohortFactory(district=cohort.district, local_group=cohort.local_group)
    sealed = look(client, cohort).context["form"].sealed
    client.post(f"/cohorts/{other.public_id}/lists/brought/", {"brought": sealed, "confirmed": "on"})
    assert not AttendanceOperation.objects.exists()


def test_spreadsheet_of_another_program_is_read(cohort, host, client):
    day = cohort.sessions.get(number=2).date
    sheet = Sheet("x", ["Fornavn", "Etternavn", f"{day:%d.%m.%Y}"], [["Amina", "Yusuf", "meldt"]])
    seen = look(client, cohort, file=SimpleUploadedFile("liste.xlsx", BytesIO(write_xlsx(sheet)).read()))
    confirm(client, cohort, seen)
    assert stands() == [("Amina", 2, "excused", None)]
