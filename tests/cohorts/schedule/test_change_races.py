"""Two who change one plan at the same moment."""

from datetime import date, time, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cohorts.models import CoursePlan, CourseSession
from cohorts.schedule.actions import PlannedEvening, use_plan
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules.edits import Rearrange
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory
from tests.factories.people import person_with


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_heard():
    cohort = CohortFactory()
    coordinator = person_with(Role.COORDINATOR, cohort.district)
    places = cohort.edition.places.order_by("position")
    first = date.today() + timedelta(days=30)
    sessions = use_plan(
        by=coordinator,
        cohort=cohort,
        evenings=[
            PlannedEvening(first + timedelta(weeks=week), time(17), time(20), ((place.pk, 1, 1),))
            for week, place in enumerate(places)
        ],
    )
    wishes = [Rearrange(str(session.public_id), time(18), time(21)) for session in sessions[:2]]
    cautions = {each.name for wish in wishes for each in outlook_of(cohort, wish).cautions}
    barrier, answers = Barrier(2), []

    def run(wish) -> None:
        barrier.wait()
        try:
            change_plan(by=coordinator, cohort=cohort, wish=wish, seen=1, accepted=cautions, reason="Ja")
            answers.append("saved")
        except ValidationError as error:
            answers.extend(error.messages)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(wish,)) for wish in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["changed_meanwhile", "saved"]
    assert CoursePlan.objects.get().version == 2
    assert sorted(CourseSession.objects.values_list("sequence", flat=True))[-2:] == [0, 1]
