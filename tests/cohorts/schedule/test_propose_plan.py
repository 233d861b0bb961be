"""The command that prints a plan, with the starter data."""

import json
import tomllib
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale

from cohorts.models import ClosedDays
from cohorts.schedule.actions.closed_days import load_closed_days
from curriculum.models import CurriculumEdition, EditionModule
from lms.people.actions.places import load_places
from lms.people.models import District
from modules.models import ModulePage
from tests.factories.curriculum import index_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
FIXTURES = Path(settings.ROOT) / "fixtures"


def starter(name: str) -> dict:
    return tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def starter_data():
    """Places and closed days as they come, and two editions of empty modules."""
    load_places(by=None, data=starter("places.toml"))
    load_closed_days(by=None, rows=starter("closed_days.toml")["closed_days"])
    index, locale = index_page(), Locale.objects.get(language_code="nb")
    pages = [index.add_child(instance=ModulePage(title=f"Modul {n}", locale=locale)) for n in range(1, 18)]
    for code, size in (("NO-17", 17), ("DK-15", 15)):
        edition = CurriculumEdition.objects.create(country_id=code[:2], code=code, label="Start")
        EditionModule.objects.bulk_create(
            EditionModule(edition=edition, module=page, position=number) for number, page in enumerate(pages[:size], 1)
        )
        CurriculumEdition.objects.filter(pk=edition.pk).update(state="released", released_at=timezone.now())


def run(*args: str) -> dict:
    out = StringIO()
    call_command("propose_plan", *args, "--json", stdout=out)
    return json.loads(out.getvalue())


def norwegian(*more: str, place: str = "oslo", start: str = "2027-01-12") -> dict:
    return run("--edition", "NO-17", "--place", place, "--start", start, *more)


@pytest.mark.parametrize(
    ("edition", "place", "start", "gaps", "last"),
    [
        ("NO-17", "oslo", "2027-01-12", ["2027-02-23", "2027-03-23"], "2027-05-18"),
        ("NO-17", "oslo", "2027-08-24", ["2027-10-05", "2027-12-21", "2027-12-28"], "2028-01-04"),
        ("DK-15", "kobenhavn", "2027-01-12", ["2027-02-16", "2027-03-23"], "2027-05-04"),
    ],
)
def test_plan_of_tuesdays_is_printed_exactly(edition, place, start, gaps, last):
    plan = run("--edition", edition, "--place", place, "--start", start)
    first = date.fromisoformat(start)
    tuesdays = [(first + timedelta(days=7 * week)).isoformat() for week in range(30)]
    size = int(edition[-2:])
    assert [evening["date"] for evening in plan["evenings"]] == [day for day in tuesdays if day not in gaps][:size]
    assert plan["evenings"][-1] == {"date": last, "start": "17:00", "end": "20:00", "modules": [size]}
    assert [evening["modules"] for evening in plan["evenings"]] == [[number] for number in range(1, size + 1)]
    assert [skipped["date"] for skipped in plan["skipped"]] == gaps


def test_skipped_date_names_its_reason_and_that_it_is_to_be_checked():
    winter, easter = norwegian()["skipped"]
    assert winter["reason"] == "Vinterferie (skoleferie)"
    assert (winter["codes"], winter["check"]) == (["school_holiday"], True)
    assert easter["reason"] == "Påskeferie (skoleferie)"


def test_notes_name_feasts_with_about_and_the_hour_of_sunset():
    notes = norwegian()["notes"]
    ramadan = next(note for note in notes if note["code"] == "ramadan")
    assert (ramadan["date"], ramadan["about"], ramadan["first"]) == ("2027-02-09", True, "2027-02-08")
    assert ramadan["sunset"].startswith("16:5")
    assert "ca." in ramadan["text"]
    assert ramadan["sunset"] in ramadan["text"]
    assert {"eid_al_fitr", "eid_al_adha"} <= {note["code"] for note in notes}


def test_sun_sets_by_the_place():
    grong, oslo = (
        next(note["sunset"] for note in norwegian(place=place)["notes"] if note["code"] == "ramadan")
        for place in ("grong", "oslo")
    )
    assert grong < oslo


def test_plan_beyond_the_known_school_holidays_says_so():
    assert "school_holidays_unknown" not in {note["code"] for note in norwegian()["notes"]}
    late = norwegian(start="2028-01-11")["notes"]
    assert late[0]["code"] == "school_holidays_unknown"


def test_district_has_the_closed_days_of_its_municipality_and_its_own():
    day = date(2027, 1, 19)
    ClosedDays.objects.create(
        district=District.objects.get(slug="alna"), kind=ClosedDays.Kind.OWN, label="Flytting", first=day, last=day
    )
    assert [skipped["date"] for skipped in norwegian(place="oslo/alna")["skipped"]][:2] == ["2027-01-19", "2027-02-23"]
    assert norwegian()["skipped"][0]["date"] == "2027-02-23"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--edition", "NO-99", "--place", "oslo", "--start", "2027-01-12"), "no released edition called NO-99"),
        (("--edition", "NO-17", "--place", "atlantis", "--start", "2027-01-12"), "no place called atlantis"),
        (("--edition", "NO-17", "--place", "oslo", "--start", "1027-01-12"), "first date between the years"),
        (("--edition", "NO-17", "--place", "oslo", "--start", "2027-01-12", "--end", "16:00"), "Kvelden må slutte"),
        (("--edition", "NO-17", "--place", "oslo", "--start", "2027-01-12", "--dates", "2027-01-12"), "16 kvelder"),
    ],
)
def test_plan_that_is_not_possible_ends_with_a_sentence(args, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*args)


def test_no_free_weekday_within_24_months_ends_with_a_sentence():
    ClosedDays.objects.create(
        country_id="NO", kind=ClosedDays.Kind.OWN, label="Stengt", first=date(2027, 2, 1), last=date(2031, 1, 1)
    )
    with pytest.raises(CommandError, match=r"24 måneder etter 26\. januar 2027"):
        norwegian()


def test_plan_is_printed_for_people_too():
    out = StringIO()
    call_command("propose_plan", "--edition", "NO-17", "--place", "oslo", "--start", "2027-01-12", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "2027-01-12 17:00–20:00  1"
    assert "2027-02-23 –  Vinterferie (skoleferie)" in lines


def test_starter_days_are_made_once_and_stay_as_somebody_put_them_right():
    ClosedDays.objects.filter(label="Vinterferie", municipality__slug="oslo").update(first=date(2027, 2, 15))
    outcome = load_closed_days(by=None, rows=starter("closed_days.toml")["closed_days"])
    assert outcome == {"kept": 6}
    assert ClosedDays.objects.filter(first=date(2027, 2, 15), municipality__slug="oslo").exists()


def test_starter_days_are_loaded_by_the_command_line_only():
    with pytest.raises(PermissionDenied):
        load_closed_days(by=UserFactory(), rows=[])
