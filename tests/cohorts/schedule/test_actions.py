"""A plan is used as it was shown: every evening, each module once."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.models import CoursePlan, PlanChange
from cohorts.schedule.actions import PlannedEvening, use_plan
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    return CohortFactory()


def weekly(cohort, *modules_of_evenings) -> list[PlannedEvening]:
    given = modules_of_evenings or [((place.pk, 1, 1),) for place in cohort.edition.places.order_by("position")]
    return [
        PlannedEvening(date(2027, 1, 12) + timedelta(weeks=week), time(17), time(20), modules)
        for week, modules in enumerate(given)
    ]


def test_plan_becomes_numbered_evenings(cohort, coordinator):
    sessions = use_plan(by=coordinator, cohort=cohort, evenings=weekly(cohort)[::-1])
    assert [(s.number, s.date.isoformat()) for s in sessions] == [
        (1, "2027-01-12"),
        (2, "2027-01-19"),
        (3, "2027-01-26"),
        (4, "2027-02-02"),
    ]
    assert sessions[0].begins.isoformat() == "2027-01-12T17:00:00+01:00"
    assert CoursePlan.objects.get().version == PlanChange.objects.get().version == 1


def test_two_modules_may_share_an_evening_and_one_may_take_two(cohort, coordinator):
    a, b, c, d = cohort.edition.places.order_by("position").values_list("pk", flat=True)
    sessions = use_plan(
        by=coordinator,
        cohort=cohort,
        evenings=weekly(cohort, ((a, 1, 1), (b, 1, 1)), ((c, 1, 2),), ((c, 2, 2), (d, 1, 1))),
    )
    assert [s.session_modules.count() for s in sessions] == [2, 1, 2]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda evenings: evenings[:-1], "module_missing"),
        (lambda evenings: [*evenings, evenings[0]], "module_twice"),
        (lambda evenings: [], "no_evenings"),
    ],
)
def test_plan_that_does_not_hold_each_module_once_is_refused(cohort, coordinator, spoil, code):
    with pytest.raises(ValidationError) as refusal:
        use_plan(by=coordinator, cohort=cohort, evenings=spoil(weekly(cohort)))
    assert refusal.value.messages == [code]
    assert not cohort.sessions.exists()


def test_half_a_module_is_refused(cohort, coordinator):
    a, *rest = cohort.edition.places.order_by("position").values_list("pk", flat=True)
    with pytest.raises(ValidationError) as refusal:
        use_plan(by=coordinator, cohort=cohort, evenings=weekly(cohort, ((a, 1, 2),), *(((pk, 1, 1),) for pk in rest)))
    assert refusal.value.messages == ["module_twice"]


def test_second_plan_is_refused(cohort, coordinator):
    use_plan(by=coordinator, cohort=cohort, evenings=weekly(cohort))
    with pytest.raises(ValidationError) as refusal:
        use_plan(by=coordinator, cohort=cohort, evenings=weekly(cohort))
    assert refusal.value.messages == ["has_evenings"]


def test_helper_and_strangers_use_no_plan(cohort):
    for person in (person_with(Role.HELPER, cohort.district), person_with(Role.COORDINATOR, CohortFactory().district)):
        with pytest.raises(PermissionDenied):
            use_plan(by=person, cohort=cohort, evenings=weekly(cohort))
