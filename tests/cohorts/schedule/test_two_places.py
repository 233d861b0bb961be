"""Somebody in two places: named to whoever may see her in both, else counted."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import CohortCoordinator, Enrolment
from lms.people.models import ReadLog
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def day() -> date:
    return timezone.localdate() + timedelta(days=14)


@pytest.fixture
def cohort():
    cohort = CohortFactory()
    session_of(cohort, day() - timedelta(days=7))
    return cohort


@pytest.fixture
def look(cohort, client):
    coordinator = person_with(Role.COORDINATOR, cohort.district, name="Farida Rahimi")
    CohortCoordinator.objects.create(cohort=cohort, person=coordinator)
    client.force_login(coordinator)

    def shown() -> str:
        moved = {"look": 1, "day": day().isoformat(), "start": "17:00", "end": "20:00", "scope": "one"}
        return client.get(reverse("session_move", args=[cohort.sessions.get().public_id]), moved).content.decode()

    return coordinator, shown


def test_woman_in_two_cohorts_of_the_same_coordinator_is_named_and_the_reading_is_noted(cohort, look):
    coordinator, shown = look
    amal = trainee_of(cohort, name="Amal Prøve").person
    other = CohortFactory(district=cohort.district, local_group=cohort.local_group)
    Enrolment.objects.create(cohort=other, person=amal)
    CohortCoordinator.objects.create(cohort=other, person=coordinator)
    session_of(other, day())

    assert "To steder på den tiden: Amal Prøve, Farida Rahimi." in shown()
    assert str(amal.public_id) in ReadLog.objects.latest("at").subjects


def test_woman_whom_she_does_not_see_in_the_other_cohort_is_counted(cohort, look):
    amal = trainee_of(cohort, name="Amal Prøve").person
    elsewhere = CohortFactory()
    Enrolment.objects.create(cohort=elsewhere, person=amal)
    session_of(elsewhere, day())

    page = look[1]()
    assert "1 person i dette kullet ville være to steder." in page
    assert "To steder på den tiden" not in page
