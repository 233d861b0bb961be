"""Cohorts are opened at a place by its coordinator, and women get places in them."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.models import Cohort, Enrolment
from cohorts.roster.actions import enrol, open_cohort, start_cohort, withdraw
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, any_edition, trainee_of
from tests.factories.curriculum import make_edition
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def opened(coordinator, district, **fields) -> Cohort:
    given = {"local_group": LocalGroupFactory(district=district), "edition": any_edition(), "name": "Kull 1"}
    return open_cohort(by=coordinator, place=district, **(given | {"weekdays": [2]} | fields))


def test_cohort_is_opened_by_the_coordinator_who_then_runs_it(coordinator, district):
    cohort = opened(coordinator, district, starts_at=time(17, 30))
    assert (cohort.state, cohort.size_min, cohort.size_max) == ("planned", 18, 25)
    assert [row.person for row in cohort.coordinators.all()] == [coordinator]


def test_cohort_of_another_district_cannot_be_opened(coordinator):
    elsewhere = DistrictFactory()
    with pytest.raises(PermissionDenied):
        opened(coordinator, elsewhere)


@pytest.mark.parametrize("role", [Role.HELPER, Role.SECRETARIAT, Role.TRAINEE])
def test_cohort_is_opened_by_nobody_else(role, district):
    place = {Role.HELPER: district}.get(role) or (
        LocalGroupFactory(district=district) if role == Role.TRAINEE else OrganisationFactory()
    )
    with pytest.raises(PermissionDenied):
        opened(person_with(role, place), district)


def test_cohort_needs_a_released_edition(coordinator, district):
    with pytest.raises(ValidationError) as refusal:
        opened(coordinator, district, edition=make_edition(label="utkast"))
    assert refusal.value.messages == ["not_released"]


def test_cohort_name_is_taken_once_in_a_group(coordinator, district):
    group = LocalGroupFactory(district=district)
    opened(coordinator, district, local_group=group)
    with pytest.raises(ValidationError) as refusal:
        opened(coordinator, district, local_group=group)
    assert refusal.value.messages == ["name_taken"]


def test_starting_twice_starts_once(coordinator, district):
    cohort = opened(coordinator, district)
    trainee_of(cohort)
    start_cohort(by=coordinator, cohort=cohort)
    began = cohort.started_at
    start_cohort(by=coordinator, cohort=cohort)
    assert cohort.started_at == began


def test_woman_gets_a_place_by_name_and_phone(coordinator, district):
    cohort = opened(coordinator, district)
    place = enrol(by=coordinator, cohort=cohort, name="Hodan Ali", phone="+4790000001")
    again = enrol(by=coordinator, cohort=cohort, name="Hodan Ali", phone="+4790000001")
    assert place == again
    assert place.state == Enrolment.State.ACTIVE


def test_woman_out_of_sight_is_asked_first(coordinator, district):
    known = person_with(Role.TRAINEE, LocalGroupFactory(), phone="+4790000002")
    cohort = opened(coordinator, district)
    place = enrol(by=coordinator, cohort=cohort, name="Noen", phone="+4790000002")
    assert (place.person, place.state) == (known, Enrolment.State.OFFERED)


def test_woman_leaves_without_a_reason_and_may_come_back(coordinator, district):
    cohort = opened(coordinator, district)
    place = enrol(by=coordinator, cohort=cohort, name="Hodan Ali", phone="+4790000001")
    withdraw(by=place.person, enrolment=place)
    assert place.state == Enrolment.State.WITHDRAWN
    back = enrol(by=coordinator, cohort=cohort, name="Hodan Ali", phone="+4790000001")
    assert (back, back.state, back.until) == (place, Enrolment.State.ACTIVE, None)


def test_who_sees_cohorts_and_places():
    cohort, other = CohortFactory(), CohortFactory()
    place, elsewhere = trainee_of(cohort), trainee_of(other)
    coordinator = person_with(Role.COORDINATOR, cohort.district)
    secretary = person_with(Role.SECRETARIAT, OrganisationFactory())
    assert [*Cohort.objects.visible_to(coordinator)] == [cohort]
    assert [*Enrolment.objects.visible_to(coordinator)] == [place]
    assert {*Cohort.objects.visible_to(secretary)} == {cohort, other}
    assert not Enrolment.objects.visible_to(secretary).exists()
    assert [*Cohort.objects.visible_to(elsewhere.person)] == [other]
    assert [*Enrolment.objects.visible_to(elsewhere.person)] == [elsewhere]
