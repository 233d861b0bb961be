"""How far a woman has come, in the sentence that she and whoever runs the cohort read."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from cohorts.attendance.dashboards import ModuleState, progress_of
from cohorts.attendance.rules import Concern
from cohorts.models import Attendance, Cohort, Enrolment
from lms.people.roles import Role
from modules.models import ModulePage
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import person_with

pytestmark = pytest.mark.django_db
THERE, AWAY, EXCUSED = "present", "absent", "excused"


@pytest.fixture
def cohort():
    """A running cohort with five modules in five weeks; everybody needs the first and last; three evenings are over."""
    cohort = CohortFactory(edition=five_modules(), state=Cohort.State.RUNNING)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=2, days=1))
    return cohort


def five_modules():
    kinds = ["frame", "subject", "subject", "subject", "frame"]
    return make_released([make_module(f"Modul {n}", kind) for n, kind in enumerate(kinds, 1)])


def woman_with(cohort, marks):
    woman = trainee_of(cohort)
    for session, status in zip(cohort.sessions.order_by("date"), marks, strict=False):
        if status:
            Attendance.objects.create(session=session, enrolment=woman, status=status, revision=1)
    return woman


@pytest.mark.parametrize(
    ("marks", "sentence", "concerns"),
    [
        ([THERE, THERE, THERE], "3 of 5. You are on track.", ()),
        ([None, None, None], "0 of 5. You are on track.", ()),
        ([THERE, THERE, EXCUSED], "2 of 5. You need 2 of the 2 evenings left, and module 5 is mandatory.", ()),
        (
            [AWAY, THERE, THERE],
            "2 of 5. You can make this good: make up 1 module. Everybody needs module 1."
            " Module 1 can be made up by reading and a talk.",
            (Concern.NEEDS_CATCH_UP, Concern.MANDATORY_MISSED),
        ),
        (
            [THERE, AWAY, AWAY],
            "1 of 5. You can make this good: make up 1 module. Module 2 can be made up by reading and a talk.",
            (Concern.NEEDS_CATCH_UP, Concern.TWO_AWAY),
        ),
    ],
)
def test_sentence_says_where_she_stands_and_what_to_do(cohort, marks, sentence, concerns):
    woman = woman_with(cohort, marks)
    with translation.override("en"):
        [progress] = progress_of(cohort, [woman])
        assert (progress.sentence, progress.concerns) == (sentence, concerns)


@pytest.mark.parametrize(
    ("state", "says"),
    [("active", "Talk with your coordinator"), ("completed", "You have what the diploma asks for.")],
)
def test_course_that_is_over_promises_nothing_and_what_was_decided_holds(cohort, client, state, says):
    woman = woman_with(cohort, [AWAY, AWAY, THERE])
    Enrolment.objects.filter(pk=woman.pk).update(state=state)
    Cohort.objects.update(state=Cohort.State.COMPLETED)
    client.force_login(woman.person)
    page = client.get(f"/en/cohorts/places/{woman.public_id}/progress/").content.decode()
    assert says in page
    assert "made up" not in page.lower()
    assert "/catch-up/" not in page


def test_before_the_first_evening_the_sentence_says_what_is_asked():
    cohort = CohortFactory(edition=five_modules())
    with translation.override("en"):
        assert progress_of(cohort, [trainee_of(cohort)])[0].sentence == (
            "The course has 5 modules. You need 4 of them."
        )


def test_module_without_a_mark_is_open_and_not_missed(cohort):
    [progress] = progress_of(cohort, [woman_with(cohort, [THERE, None])])
    assert [line.state for line in progress.modules[:2]] == [ModuleState.PRESENT, ModuleState.OPEN]
    assert progress.modules[-1].state == ModuleState.AHEAD


@pytest.mark.parametrize("women", [1, 3])
def test_queries_do_not_grow_with_the_women(cohort, women, django_assert_num_queries):
    places = [woman_with(cohort, [THERE] * 3) for _ in range(women)]
    cohort = Cohort.objects.with_places().get(pk=cohort.pk)
    with django_assert_num_queries(7):
        progress_of(cohort, places)


def test_she_and_her_coordinator_read_the_same_sentence(cohort, client):
    woman = woman_with(cohort, [THERE] * 3)
    coordinator = person_with(Role.COORDINATOR, cohort.district)
    url = f"/cohorts/places/{woman.public_id}/progress/"
    for person in (woman.person, coordinator):
        client.force_login(person)
        assert "3 av 5. Du er i rute." in client.get(url, headers={"accept-language": "nb"}).content.decode()


def test_whoever_runs_the_cohort_sees_first_with_whom_to_talk(cohort, client):
    fine, troubled = woman_with(cohort, [THERE] * 3), woman_with(cohort, [AWAY, THERE, THERE])
    client.force_login(person_with(Role.COORDINATOR, cohort.district))
    page = client.get(f"/cohorts/{cohort.public_id}/progress/").content.decode()
    assert page.index(str(troubled.public_id)) < page.index(str(fine.public_id))
    assert f"/cohorts/{cohort.public_id}/progress/" in client.get("/cohorts/desk/").content.decode()


def test_sensitive_module_is_not_named(cohort):
    ModulePage.objects.filter(title="Modul 2").update(sensitivity="yes", neutral_name="Tema")
    [progress] = progress_of(cohort, [trainee_of(cohort)])
    assert [line.title for line in progress.modules[:3]] == ["Modul 1", "Tema", "Modul 3"]
