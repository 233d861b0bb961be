"""My page of a woman: what is next, what did we do, am I on track, where is help; and nothing that tells too much."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, CourseSession, Enrolment, EveningNote, Rsvp
from lms.people.models import User
from lms.people.roles import Role
from modules.models import HelpService, LocalSlot, ModulePage, Sensitivity
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of, trainee_of
from tests.factories.evenings import course_with, held
from tests.factories.modules import module_item
from tests.factories.people import LocalGroupFactory, person_with

pytestmark = pytest.mark.django_db
QUESTIONS = ["Hva er neste?", "Hva gjorde vi sist?", "Er jeg i rute?", "Hvor får jeg hjelp?", "Mer"]
MAP = "openstreetmap.org"


def taught(number: int) -> dict:
    """Describe a module with something to remember."""
    messages = {"type": "key_messages", "items": [f"Havet {number} er salt (K1). Det er blått [kontroller]."]}
    return module_item(f"bcdfg{number}", title=f"Havet {number}", body=[messages])


@pytest.fixture
def cohort(db) -> Cohort:
    return course_with(taught(1), taught(2), taught(3))


@pytest.fixture
def woman(cohort, client) -> User:
    person = trainee_of(cohort, text_size="normal").person
    client.force_login(person)
    return person


def shown(client) -> str:
    return client.get(reverse("my_page")).content.decode()


def told(session: CourseSession, **fields) -> EveningNote:
    """Store what was sent after an evening."""
    return EveningNote.objects.create(session=session, revision=1, sent_at=timezone.now(), **fields)


def in_days(cohort: Cohort, days: int, **fields) -> CourseSession:
    return session_of(cohort, timezone.localdate() + timedelta(days=days), **fields)


def test_four_questions_stand_in_their_order_and_then_the_rest(cohort, woman, client):
    told(held(cohort, 1, days=-7), home_task="Gå en tur.", photo="evenings/x.jpg")
    in_days(cohort, 3, venue=VenueFactory(district=cohort.district), bring="en kopp")
    Cohort.objects.update(food=True, childcare=True)
    page = shown(client)
    found = [page.index(f">{words}<") for words in QUESTIONS]
    assert found == sorted(found)
    for words in ("Veien 1", MAP, "Det er mat", "Noen passer barna", "en kopp", "Jeg kommer", "Jeg kan ikke komme"):
        assert words in page
    for words in ("Gå en tur.", "Havet 1 er salt. Det er blått.", "Bilde av flippoveren"):
        assert words in page
    assert "1 av 5" not in page  # nobody has marked her
    assert reverse("my_modules") in page
    ways = re.findall(r"(?s)<li>(<a .*?</a>)", page[page.index(QUESTIONS[0]) :])
    assert len(ways) > len(QUESTIONS)
    assert all(re.fullmatch(r"(?s)<a [^>]*><svg.*?</svg>\s*<span>\w.*", way) for way in ways)  # a picture and a word


def test_nothing_of_a_sensitive_evening_stands_on_her_page(cohort, woman, client):
    past = held(cohort, 1, 2, days=-7)
    held(cohort, 3, days=7)
    ModulePage.objects.filter(slug__in=["bcdfg2", "bcdfg3"]).update(sensitivity=Sensitivity.YES, neutral_name="Tema")
    told(past, photo="evenings/x.jpg")
    page = shown(client)
    assert "Havet 1 er salt." in page
    assert "Havet 2" not in page
    assert "Havet 3" not in page
    assert "Bilde av flippoveren" not in page


@pytest.mark.parametrize(("days", "says"), [(0, "I dag"), (1, "I morgen"), (3, "")])
@pytest.mark.usefixtures("woman")
def test_day_that_is_near_is_said(cohort, client, time_machine, days, says):
    time_machine.move_to("2027-01-12 12:00:00+00:00", tick=False)
    in_days(cohort, days)
    near = re.search(r'class="near">([^<]*)<', shown(client))
    assert (near[1] if near else "") == says


def test_cancelled_evening_says_so_asks_nothing_and_the_one_that_is_held_stands_below(cohort, woman, client):
    for days in (3, 10):
        in_days(cohort, days, state=CourseSession.State.CANCELLED)
    page = shown(client)
    assert page.count("Den er avlyst.") == 1
    assert "Jeg kan ikke komme" not in page
    following = [in_days(cohort, days) for days in (17, 24)]
    page = shown(client)
    assert page.index("Den er avlyst.") < page.index("Jeg kan ikke komme")
    assert [str(each.public_id) in page for each in following] == [True, False]
    assert cohort.name not in page


@pytest.mark.parametrize(
    ("answer", "says"),
    [("coming", "Du har sagt at du kommer."), ("away", "Du har sagt at du ikke kan komme."), ("", "Kommer du?")],
)
def test_answer_is_said_and_can_be_changed(cohort, woman, client, answer, says):
    session = in_days(cohort, 3)
    if answer:
        Rsvp.objects.create(session=session, enrolment=woman.enrolments.get(), answer=answer, sequence=0)
    page = shown(client)
    assert says in page
    assert re.findall(r'name="answer" value="(\w+)"', page) == [each for each in ("coming", "away") if each != answer]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("running", "Ingen kurskveld ligger foran deg"),
        ("completed", "Kurset ditt er ferdig"),
        ("cancelled", "Kurset ditt er avlyst."),
    ],
)
def test_course_without_an_evening_ahead_says_how_it_stands(cohort, woman, client, state, says):
    Cohort.objects.update(state=state)
    page = shown(client)
    assert says in page
    assert "Hvor får jeg hjelp?" in page


def test_woman_in_two_courses_reads_how_far_she_is_in_each_and_finds_the_way_to_both(cohort, woman, client):
    assert f"<bdi>{cohort.name}</bdi>: " not in shown(client)  # of one course the name is not said
    other = CohortFactory(edition=cohort.edition, state=Cohort.State.RUNNING)
    places = [woman.enrolments.get(), Enrolment.objects.create(cohort=other, person=woman)]
    in_days(cohort, 3)
    in_days(other, 4)
    page = shown(client)
    for place in places:
        assert f"<bdi>{place.cohort.name}</bdi>: " in page
        assert f'href="{reverse("woman_progress", args=[place.public_id])}"' in page
    assert re.findall(r'class="evening-next[^"]*"', page) == ['class="evening-next"', 'class="evening-next later"']


def test_woman_without_a_course_and_a_volunteer_get_a_calm_page(client):
    group = LocalGroupFactory()
    for role, says in ((Role.TRAINEE, "Ingen kurs ennå"), (Role.VOLUNTEER, "Takk for at du lytter")):
        client.force_login(person_with(role, group, text_size="normal"))
        page = shown(client)
        assert says in page
        assert "Hvor får jeg hjelp?" in page
        assert reverse("my_modules") not in page
        assert reverse("my_words") not in page


def test_protected_woman_gets_no_way_to_a_map(cohort, woman, client):
    in_days(cohort, 3, venue=VenueFactory(district=cohort.district))
    User.objects.filter(pk=woman.pk).update(is_protected=True)
    page = shown(client)
    assert "Veien 1" in page  # she reads it here, and nowhere else
    assert MAP not in page


def test_only_checked_numbers_for_any_trouble_of_her_country_can_be_called(cohort, woman, client):
    country = cohort.in_municipality.country
    for position, (number, checked) in enumerate([("112", True), ("116 117", True), ("116 006", True), ("113", False)]):
        HelpService.objects.create(
            code=f"s{position}", country=country, number=number, is_checked=checked, always_visible=True
        )
    for language in ("", "/ar", "/da"):  # the country is hers, not that of the language she reads
        page = client.get(f"{language}/my/").content.decode()
        assert re.findall(r'href="tel:(\d+)"', page) == ["112", "116117"]


def test_coordinator_is_called_by_the_number_that_her_district_wrote(cohort, woman, client):
    said = "Farida, tlf. 22 33 44 55, mandag til torsdag 9–15."
    LocalSlot.objects.create(key="koordinator", district=cohort.district, text=said)
    page = shown(client)
    assert said in page
    assert re.findall(r'href="tel:(\d+)"', page) == ["22334455"]


def test_page_costs_the_same_with_one_and_with_three_of_everything(cohort, woman, client):
    counts = []
    for numbers in ((1,), (1, 2, 3)):
        past = held(cohort, *numbers, days=-7 * len(numbers))
        told(past, home_task="Gå en tur.")
        for days in range(len(numbers)):
            in_days(cohort, 3 + 7 * days + len(numbers))
        trainee_of(cohort)
        with CaptureQueriesContext(connection) as queries:
            page = shown(client)
        counts.append(len(queries))
        EveningNote.objects.all().delete()
    assert counts[0] == counts[1] <= 32
    assert len(page.encode()) <= 18_000
    assert len(re.findall(r'<(?:link rel="(?:stylesheet|icon)|script|img)', page)) <= 5
