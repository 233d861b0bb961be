"""Her modules: in the order of her edition, what was held first, and nothing named that nobody should read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.desk.dashboards import ModuleTime, own_modules, own_places
from cohorts.models import CourseSession
from modules.models import Sensitivity
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, held, taught
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(db):
    return course_with(taught(1), taught(2, sensitivity=Sensitivity.YES, neutral_name="Tema"), taught(3))


def test_modules_stand_in_order_with_what_was_held_what_is_next_and_what_comes(cohort):
    held(cohort, 1, days=-7)
    held(cohort, 2, days=3, state=CourseSession.State.CANCELLED)
    after = held(cohort, 2, days=10)
    held(cohort, 3, days=17)
    [course] = own_modules(own_places(trainee_of(cohort).person), "nb")
    assert [module.number for module in course.modules] == [1, 2, 3, 4, 5]
    coming = ModuleTime.COMING
    assert [module.time for module in course.modules] == [coming, ModuleTime.HELD, ModuleTime.NEXT, coming, coming]
    assert course.modules[2].day == after.date  # the evening that was cancelled does not count


def test_sensitive_module_has_its_neutral_name_and_a_way_to_read(cohort, client):
    client.force_login(trainee_of(cohort).person)
    page = client.get(reverse("my_modules")).content.decode()
    assert "Havet 1" in page
    assert "Havet 2" not in page
    assert "<strong><bdi>Tema</bdi></strong>" in page
    [course] = own_modules(own_places(trainee_of(cohort).person), "nb")
    assert client.get(course.modules[1].url).status_code == 200


def test_modules_of_others_are_not_hers(client):
    client.force_login(UserFactory())
    page = client.get(reverse("my_modules")).content.decode()
    assert "own-modules" not in page
    assert "Ingen kurs ennå" in page


def test_modules_cost_the_same_with_one_and_with_three_evenings(cohort, client):
    client.force_login(trainee_of(cohort).person)
    counts = []
    for number in (1, 2, 3):
        held(cohort, number, days=-7 * number)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("my_modules"))
        counts.append(len(queries))
    assert counts[1] == counts[2] <= 9
