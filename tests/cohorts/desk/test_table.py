"""The secretariat's table: what is out of the ordinary, the filter, the pages, the price."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cohorts.attendance.dashboards import attendance_totals
from cohorts.desk.figures import Wanted, cohorts_followed_by, row_of
from cohorts.guests.figures import guest_states
from cohorts.models import Attendance, Cohort, CoursePlan, Question
from cohorts.schedule.models import Announcement
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, planned_weekly, session_of, trainee_of
from tests.factories.guests import invitation_to
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def secretary(client):
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    client.force_login(person)
    return person


@pytest.fixture
def in_order() -> Cohort:
    """Give a running cohort of which nothing has to be said."""
    cohort = CohortFactory(name="I orden", state=Cohort.State.RUNNING, size_min=1, size_max=2)
    trainee_of(cohort)
    venue = VenueFactory(district=cohort.district)
    session_of(cohort, timezone.localdate() + timedelta(days=2), venue=venue)
    return cohort


def flags(secretary, cohort: Cohort) -> list[bool]:
    row = row_of(cohorts_followed_by(secretary, Wanted()).get(pk=cohort.pk))
    return [row.without_plan, row.stands_still, row.next_without_venue, row.unusual_size]


def test_cohort_in_order_has_nothing_coloured(secretary, in_order):
    assert flags(secretary, in_order) == [False] * 4
    assert not cohorts_followed_by(secretary, Wanted(needing=True)).exists()


def test_what_is_out_of_the_ordinary_is_flagged_and_found(secretary, in_order):
    bare = CohortFactory(name="Uten plan")
    still = CohortFactory(name="Står stille", state=Cohort.State.RUNNING, size_min=0)
    session_of(still, timezone.localdate() - timedelta(days=9))
    roomless = CohortFactory(name="Uten sted")
    session_of(roomless, timezone.localdate() + timedelta(days=9), venue=None)
    small = CohortFactory(name="Liten", state=Cohort.State.RUNNING)
    session_of(small, timezone.localdate() + timedelta(days=9), venue=VenueFactory(district=small.district))
    for number, cohort in enumerate((bare, still, roomless, small)):
        assert flags(secretary, cohort) == [number == each for each in range(4)], cohort.name
    needing = {cohort.name for cohort in cohorts_followed_by(secretary, Wanted(needing=True))}
    assert needing == {"Uten plan", "Står stille", "Uten sted", "Liten"}


def test_last_contact_is_the_newest_question_answer_message_change_or_visit(secretary, in_order):
    def contact() -> date | None:
        return row_of(cohorts_followed_by(secretary, Wanted()).get()).heard_on

    now, today = timezone.now(), timezone.localdate()
    assert contact() is None
    CoursePlan.objects.create(cohort=in_order, changed_at=now - timedelta(days=9))
    assert contact() == today - timedelta(days=9)
    asked = Question.objects.create(cohort=in_order, text="Hva nå?", asked_at=now - timedelta(days=8))
    assert contact() == today - timedelta(days=8)
    Announcement.objects.create(cohort=in_order, version=1, at=now - timedelta(days=7))
    Announcement.objects.create(cohort=in_order, version=2, at=now, is_sent=False)
    assert contact() == today - timedelta(days=7)
    Question.objects.filter(pk=asked.pk).update(answer="Dette.", answered_at=now - timedelta(days=6))
    assert contact() == today - timedelta(days=6)
    coordinator = person_with(Role.COORDINATOR, in_order.district, last_active_on=today - timedelta(days=5))
    assert contact() == today - timedelta(days=6)
    in_order.coordinators.create(person=coordinator)
    assert contact() == today - timedelta(days=5)


def test_filter_finds_by_place_and_phase(secretary, in_order, client):
    CohortFactory(name="Et annet", district=DistrictFactory(name="Stovner"))
    found = client.get(reverse("cohorts_table"), {"words": "stovn"}).content.decode()
    assert "Et annet" in found
    assert "I orden" not in found
    assert "Ingen treff" in client.get(reverse("cohorts_table"), {"state": "cancelled"}).content.decode()


def test_filter_that_is_no_filter_shows_all(secretary, in_order, client):
    assert "I orden" in client.get(reverse("cohorts_table"), {"state": "x", "page": "nonsense"}).content.decode()


def test_table_has_pages_of_fifty(secretary, client):
    district = DistrictFactory()
    group = LocalGroupFactory(district=district)
    edition = CohortFactory(district=district, local_group=group).edition
    Cohort.objects.bulk_create(
        Cohort(district=district, local_group=group, edition=edition, name=f"K {n}", size_min=1, size_max=2)
        for n in range(55)
    )
    first = client.get(reverse("cohorts_table")).content.decode()
    assert first.count('<th role="rowheader"') == 50
    assert "page=2" in first
    assert client.get(reverse("cohorts_table"), {"page": 2}).content.decode().count('<th role="rowheader"') == 6


def test_table_costs_the_same_with_one_and_with_three_cohorts(secretary, in_order, client):
    counts = []
    for _number in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("cohorts_table")).status_code == 200
        counts.append(len(queries))
        for _more in range(2):
            session_of(CohortFactory(), timezone.localdate())
    assert counts[0] == counts[1] <= 16  # seven of them for attendance


@pytest.mark.parametrize("more", [0, 2])
def test_attendance_stands_in_totals_and_costs_seven_queries_however_many_cohorts(
    secretary, in_order, client, more, django_assert_num_queries
):
    begun = [in_order, *(CohortFactory(state=Cohort.State.RUNNING) for _ in range(more))]
    for cohort in begun:
        cohort.sessions.all().delete()
        evenings = planned_weekly(cohort, timezone.localdate() - timedelta(weeks=2, days=1))
        for status in ("present", "absent"):
            woman = trainee_of(cohort)
            for session in evenings[:3]:
                Attendance.objects.create(session=session, enrolment=woman, status=status, revision=1)
    with django_assert_num_queries(7):
        totals = attendance_totals(begun)
    assert [each.present for each in totals.values()] == [50] * len(begun)
    one = totals[in_order.pk]
    women = in_order.enrolments.count()
    assert one.on_track + one.at_edge + one.need_catch_up + one.out_of_reach == women
    assert one.need_catch_up + one.out_of_reach >= 1
    assert "50 %" in client.get(reverse("cohorts_table")).content.decode()
    sheet = load_workbook(io.BytesIO(client.get(reverse("cohorts_file", args=["xlsx"])).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert next(row for row in rows if row[0] == "I orden")[8] == 50


def test_list_holds_the_same_as_the_table(secretary, in_order, client):
    answer = client.get(reverse("cohorts_file", args=["xlsx"]), {"state": "running"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["I orden"]
    assert client.get(reverse("cohorts_file", args=["pdf"])).status_code == 404


def test_guests_missing_within_three_weeks_are_counted_coloured_and_found(secretary, in_order, client):
    venue = VenueFactory(district=in_order.district)
    evenings = planned_weekly(in_order, timezone.localdate() + timedelta(days=5))
    in_order.sessions.update(venue=venue)
    late = {pk for pk, state in guest_states(evenings).items() if state.late}
    row = row_of(cohorts_followed_by(secretary, Wanted()).get(pk=in_order.pk))
    assert row.guests_missing == len(late) > 0
    assert cohorts_followed_by(secretary, Wanted(needing=True)).get() == in_order
    assert f'class="pill warning">{len(late)} ' in client.get(reverse("cohorts_table")).content.decode()
    for pk in late:
        session = next(each for each in evenings if each.pk == pk)
        invitation_to(session, state="accepted", sequence=session.sequence, answered_at=timezone.now())
    assert not cohorts_followed_by(secretary, Wanted(needing=True)).exists()
