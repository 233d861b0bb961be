"""The secretariat keeps the days without evenings."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import ClosedDays
from cohorts.schedule.actions.closed_days import add_closed_days, check_closed_days, remove_closed_days
from cohorts.schedule.queries import closures_at
from cohorts.schedule.rules import reasons_for
from cohorts.schedule.rules.periods import LineCode, Period, read_lines
from lms.people.roles import Role
from tests.factories.people import (
    CountryFactory,
    DistrictFactory,
    MunicipalityFactory,
    OrganisationFactory,
    person_with,
)

WINTER = Period(date(2027, 2, 22), date(2027, 2, 26), "Vinterferie")


# --- lines of a list --------------------------------------------------------------------------------------------------


def test_lines_are_read_as_people_write_them():
    lines = read_lines(
        [["Fra", "Til", "Navn"], ["22.02.2027", "26.2.2027", "Vinterferie"], ["2027-05-07", "Planleggingsdag"]]
    )
    assert [line.period for line in lines] == [WINTER, Period(date(2027, 5, 7), date(2027, 5, 7), "Planleggingsdag")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["uke 8", "Vinterferie"], LineCode.NO_DAY),
        (["26.02.2027", "22.02.2027"], LineCode.WRONG_ORDER),
        (["22.02.2027", "22.02.2028"], LineCode.TOO_LONG),
        (["22.02.0027"], LineCode.FAR_AWAY),
        (["22.02.2027", "26.02.2027", "Ferie"], LineCode.TWICE),
    ],
)
def test_line_that_makes_no_sense_is_left_out_with_its_reason(row, code):
    lines = read_lines([["22.02.2027", "26.02.2027", "Vinterferie"], row])
    assert [line.period for line in lines] == [WINTER, None]
    assert lines[1].problem is code


# --- actions ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def municipality(db):
    return MunicipalityFactory(slug="holmby")


@pytest.fixture
def secretary(municipality):
    return person_with(Role.SECRETARIAT, OrganisationFactory(country=municipality.country))


@pytest.fixture
def hers(client, secretary):
    client.force_login(secretary)
    return client


def add(by, place, *periods, **more):
    return add_closed_days(by=by, place=place, periods=periods or [WINTER], source="skolen", year="2026/27", **more)


def test_closed_days_close_their_place_and_what_lies_in_it(secretary, municipality):
    add(secretary, municipality)
    district = DistrictFactory(municipality=municipality)
    (closure,) = reasons_for(date(2027, 2, 23), closures_at(district, [2027]))
    assert (closure.name, closure.year, closure.to_check) == ("Vinterferie", "2026/27", True)
    assert not reasons_for(date(2027, 2, 23), closures_at(MunicipalityFactory(slug="annenby"), [2027]))


def test_same_days_are_taken_over_once(secretary, municipality):
    assert add(secretary, municipality) == {"made": 1}
    assert add(secretary, municipality) == {"kept": 1}


def test_same_days_stand_once_and_the_migration_keeps_what_somebody_has_checked(secretary, municipality):
    add(secretary, municipality)
    again = {"municipality": municipality, "kind": "school", "first": WINTER.first, "last": WINTER.last}
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedDays.objects.create(label="Vinterferie igjen", **again)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX same_closed_days_once_in_municipality")
    checked = ClosedDays.objects.create(label="Vinterferie igjen", to_check=False, **again)
    import_module("cohorts.migrations.0015_closed_days_once_and_evenings_a_week").keep_one_of_the_same(apps, None)
    assert list(ClosedDays.objects.all()) == [checked]


def test_days_that_were_checked_or_removed_are_no_longer_to_be_checked(secretary, municipality):
    add(secretary, municipality)
    closed = ClosedDays.objects.get()
    check_closed_days(by=secretary, closed=closed)
    assert not ClosedDays.objects.get().to_check
    remove_closed_days(by=secretary, closed=closed)
    assert not ClosedDays.objects.exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARIAT, Role.ORG_LEADER])
def test_others_change_nothing(secretary, municipality, role):
    abroad = CountryFactory(code="DK", name="Danmark", time_zone="Europe/Copenhagen")
    place = {
        Role.COORDINATOR: municipality,
        Role.SECRETARIAT: OrganisationFactory(slug="abroad", country=abroad),
        Role.ORG_LEADER: OrganisationFactory(country=municipality.country),
    }[role]
    other = person_with(role, place)
    add(secretary, municipality)
    closed = ClosedDays.objects.get()
    for act in (
        lambda: add(other, municipality),
        lambda: check_closed_days(by=other, closed=closed),
        lambda: remove_closed_days(by=other, closed=closed),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- pages ------------------------------------------------------------------------------------------------------------


def form(**more) -> dict:
    return {"place": "holmby", "kind": "school", "source": "https://example.org", "year": "2026/27"} | more


def test_list_is_looked_at_before_it_is_saved(hers):
    brought = form(pasted="22.02.2027; 26.02.2027; Vinterferie\nuke 40; Høstferie")
    page = hers.post(reverse("closed_days_bring"), brought)
    text = page.content.decode()
    assert not ClosedDays.objects.exists()
    assert "22. februar 2027" in text
    assert "Det er ingen dato i denne linjen" in text
    hers.post(reverse("closed_days_bring"), form(pasted=page.context["form"].as_text, confirmed="on"))
    row = ClosedDays.objects.get()
    assert (row.first, row.last, row.label, row.source, row.source_year, row.to_check) == (
        WINTER.first,
        WINTER.last,
        "Vinterferie",
        "https://example.org",
        "2026/27",
        True,
    )


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//skole//\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Vinterferie\r\n"
    "DTSTART;VALUE=DATE:20270222\r\nDTEND;VALUE=DATE:20270227\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Foreldremøte\r\n"
    "DTSTART:20270301T170000Z\r\nDTEND:20270301T190000Z\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def test_calendar_file_gives_its_whole_days(hers):
    file = SimpleUploadedFile("skole.ics", CALENDAR.encode(), "text/calendar")
    page = hers.post(reverse("closed_days_bring"), form(file=file))
    assert page.context["form"].periods == [WINTER]
    assert "Foreldremøte" in page.content.decode()
    assert "Bare hele dager tas med" in page.content.decode()


def test_csv_file_is_read(hers):
    file = SimpleUploadedFile("skole.csv", "Fra;Til;Navn\n22.02.2027;26.02.2027;Vinterferie\n".encode("latin-1"))
    assert hers.post(reverse("closed_days_bring"), form(file=file)).context["form"].periods == [WINTER]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Skriv dagene, eller velg en fil."),
        ({"pasted": "22.02.2027", "source": ""}, "påkrevet"),
        ({"pasted": "22.02.2027", "place": "annetsted"}, "gyldig valg"),
        ({"file": SimpleUploadedFile("skole.ics", b"ikke en kalender")}, "kan ikke leses"),
        ({"file": SimpleUploadedFile("skole.exe", b"MZ")}, "Slike filer kan ikke brukes her"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(hers, wrong, sentence):
    page = hers.post(reverse("closed_days_bring"), form(**wrong))
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_list_asks_as_much_for_one_row_as_for_three(hers, secretary, municipality):
    future = [Period(date(2099, month, 1), date(2099, month, 3), f"Ferie {month}") for month in (1, 2, 3)]
    add(secretary, municipality, future[0])
    hers.get(reverse("closed_days"))
    counted = count_queries(hers)
    add(secretary, DistrictFactory(municipality=municipality), *future[1:])
    assert count_queries(hers) == counted


def count_queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("closed_days"))
    assert page.status_code == 200
    return len(captured)


def test_days_are_checked_and_removed_on_their_pages(hers, secretary, municipality):
    add(secretary, municipality, Period(date(2099, 1, 1), date(2099, 1, 3), "Ferie"))
    closed = ClosedDays.objects.get()
    assert "må kontrolleres" in hers.get(reverse("closed_days")).content.decode()
    hers.post(reverse("closed_days_check", args=[closed.public_id]))
    assert "må kontrolleres" not in hers.get(reverse("closed_days")).content.decode()
    assert hers.get(reverse("closed_days_remove", args=[closed.public_id])).status_code == 200
    hers.post(reverse("closed_days_remove", args=[closed.public_id]))
    assert not ClosedDays.objects.exists()
