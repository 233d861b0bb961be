"""A missed module is made up: on an open evening elsewhere, on one of her own cohort, or by reading and a talk."""

import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone, translation

from cohorts.attendance.actions import (
    agree_to_catch_up,
    ask_to_make_up,
    close_evening,
    confirm_talk,
    decline_catch_up,
    open_evening,
    record_marks,
    withdraw_catch_up,
)
from cohorts.attendance.dashboards import ModuleState, progress_of, visitors_of
from cohorts.attendance.queries import free_places
from cohorts.attendance.rules import Mark, Outcome, Status, Step
from cohorts.models import Attendance, AttendanceOperation, CatchUp, Cohort, CourseSession
from cohorts.roster.actions.enrolments import withdraw
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.forms.changes import ExtraForm
from cohorts.schedule.queries.changing import outlook_of
from cohorts.schedule.rules import Kind, Slot
from cohorts.schedule.rules.edits import Add
from curriculum.actions.drafting import set_rule
from curriculum.actions.releasing import release
from curriculum.rules import Way
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_edition, make_module, make_released
from tests.factories.people import DistrictFactory, person_with

THERE, AWAY = "present", "absent"
WEEK = timedelta(weeks=1)
KINDS = ["frame", "subject", "subject", "subject", "frame"]


class Town:
    """Two districts: in ours three evenings are over and a woman missed the second; in Stovner the second is to come,
    in the evening of tomorrow, and is open for one woman."""

    def __init__(self, label: str = "2027", **rule) -> None:
        edition = make_edition([make_module(f"Modul {n}", kind) for n, kind in enumerate(KINDS, 1)], label=label)
        set_rule(by=None, edition=edition, share=Decimal("0.8"), **rule)
        release(by=None, edition=edition, reason="Starter")
        self.home = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
        planned_weekly(self.home, timezone.localdate() - 2 * WEEK - timedelta(days=1))
        self.away = CohortFactory(edition=edition, state=Cohort.State.RUNNING, district=DistrictFactory(name="Stovner"))
        self.evening = planned_weekly(self.away, timezone.localdate() + timedelta(days=1) - WEEK)[1]
        self.ours = person_with(Role.COORDINATOR, self.home.district)
        self.host = person_with(Role.COORDINATOR, self.away.district)
        self.missed = edition.places.get(position=2)
        self.woman = self.who_missed(self.missed)
        self.open = open_evening(by=self.host, session=self.evening, places=1)

    def who_missed(self, *places):
        woman = trainee_of(self.home)
        for session in self.home.sessions.order_by("date")[:3]:
            missed = session.session_modules.get().edition_module in places
            Attendance.objects.create(session=session, enrolment=woman, status=AWAY if missed else THERE, revision=1)
        return woman

    def progress(self, woman=None):
        return progress_of(Cohort.objects.with_places().get(pk=self.home.pk), [woman or self.woman])[0]

    def line(self, woman=None):
        return self.progress(woman).modules[self.missed.position - 1]

    def book(self, woman=None, by=None):
        return ask_to_make_up(by=by or self.ours, enrolment=woman or self.woman, module=self.missed, evening=self.open)

    def hold_it(self, days=1):
        """Let the evening of the visit be over."""
        CourseSession.objects.filter(pk=self.evening.pk).update(date=timezone.localdate() - timedelta(days=days))
        self.evening.refresh_from_db()

    def mark(self, woman=None, status=Status.PRESENT, session=None, by=None):
        mark = Mark(uuid.uuid4(), (woman or self.woman).public_id, status, number=1)
        return record_marks(by=by or self.host, session=session or self.evening, marks=[mark], device=uuid.uuid4().hex)


@pytest.fixture
def town(db):
    return Town()


def refused(act) -> str:
    with pytest.raises(ValidationError) as error:
        act()
    return error.value.messages[0]


def test_visit_is_asked_agreed_marked_by_the_host_and_counts_at_home(town):
    asked = town.book(by=town.woman.person)
    assert (asked.state, town.line().making_up.step) == ("asked", Step.ASKED)
    assert agree_to_catch_up(by=town.ours, catch_up=asked)
    assert not agree_to_catch_up(by=town.ours, catch_up=asked)
    assert town.line().state is ModuleState.MISSING
    town.hold_it()
    [result] = town.mark()
    assert result.outcome is Outcome.APPLIED
    line = town.line()
    assert (line.state, line.making_up.step) == (ModuleState.MADE_UP, Step.DONE)
    assert AttendanceOperation.objects.get().source == Attendance.objects.get(session=town.evening).source == "catch_up"


def test_module_counts_once_even_if_she_is_marked_at_home_too(town):
    town.book()
    town.hold_it()
    town.mark()
    before = town.progress().judgement.credited
    Attendance.objects.filter(enrolment=town.woman, status=AWAY).update(status=THERE)
    assert (town.progress().judgement.credited, town.line().state) == (before, ModuleState.PRESENT)


def test_only_who_is_awaited_can_be_marked_elsewhere(town):
    town.book(by=town.woman.person)  # asked, and nobody has said yes
    town.hold_it()
    assert town.mark()[0].reason == "not_in_cohort"
    assert not Attendance.objects.filter(session=town.evening).exists()


def test_other_districts_learn_four_facts_of_an_open_evening_and_no_more(town, django_assert_num_queries):
    country = town.home.in_municipality.country_id
    with django_assert_num_queries(1):
        [row] = free_places(country, besides=[town.home.pk])
    assert (row.date, row.district, row.module, row.free) == (town.evening.date, "Stovner", town.missed.module_id, 1)
    assert {*row.__dataclass_fields__} == {"public_id", "date", "district", "module", "free"}
    assert free_places("DK") == free_places(country, besides=[town.away.pk]) == []
    town.book()
    assert free_places(country) == []


def test_closed_evening_is_offered_to_nobody_and_who_was_promised_a_place_keeps_it(town):
    town.book()
    other = town.who_missed(town.missed)
    assert close_evening(by=town.host, session=town.evening)
    assert not close_evening(by=town.host, session=town.evening)
    assert refused(lambda: town.book(other)) == "not_offered"
    assert town.line().making_up.step is Step.AGREED


def test_host_cannot_offer_fewer_places_than_are_promised(town):
    open_evening(by=town.host, session=town.evening, places=2)
    town.book()
    town.book(town.who_missed(town.missed))
    assert refused(lambda: open_evening(by=town.host, session=town.evening, places=1)) == "too_few"
    assert refused(lambda: open_evening(by=town.host, session=town.evening, places=0)) == "places"


@pytest.mark.parametrize("change", ["cancelled", "moved"])
def test_evening_that_is_moved_or_cancelled_needs_a_new_date(town, change):
    visit = town.book()
    if change == "cancelled":
        CourseSession.objects.filter(pk=town.evening.pk).update(state="cancelled", sequence=1)
    else:
        CourseSession.objects.filter(pk=town.evening.pk).update(date=town.evening.date + WEEK, sequence=1)
    with translation.override("en"):
        assert town.line().making_up.step is Step.NEW_DATE
        assert "Module 2 needs a new date." in town.progress().sentence
    visit.refresh_from_db()
    visit.session.refresh_from_db()
    if change == "moved":
        for other in (None, 0):
            assert (
                refused(lambda other=other: agree_to_catch_up(by=town.ours, catch_up=visit, seen=other))
                == "moved_again"
            )
    assert agree_to_catch_up(by=town.ours, catch_up=visit, seen=1) is (change == "moved")
    assert (town.line().making_up.step is Step.AGREED) is (change == "moved")


def test_who_was_not_there_can_find_another_way(town):
    first = town.book()
    town.hold_it()
    town.mark(status=Status.ABSENT)
    assert town.line().making_up.step is Step.NEW_DATE
    ask_to_make_up(by=town.woman.person, enrolment=town.woman, module=town.missed)
    first.refresh_from_db()
    assert (first.state, town.line().making_up.row.way) == ("withdrawn", "read")


@pytest.mark.parametrize("is_held", [False, True])
def test_visit_to_an_evening_that_taught_something_else_makes_nothing_up(town, is_held):
    town.book()
    town.evening.session_modules.update(edition_module=town.home.edition.places.get(position=3))
    if is_held:
        town.hold_it()
        town.mark()
    line = town.line()
    assert (line.state, line.making_up.step) == (ModuleState.MISSING, Step.NEW_DATE)
    ask_to_make_up(by=town.woman.person, enrolment=town.woman, module=town.missed)
    assert town.line().making_up.row.way == "read"


def test_reading_counts_when_the_coordinator_has_talked_with_her(town):
    asked = ask_to_make_up(by=town.woman.person, enrolment=town.woman, module=town.missed)
    with pytest.raises(PermissionDenied):
        confirm_talk(by=town.woman.person, catch_up=asked)
    assert confirm_talk(by=town.ours, catch_up=asked)
    assert not confirm_talk(by=town.ours, catch_up=asked)
    assert town.line().state is ModuleState.MADE_UP
    assert withdraw_catch_up(by=town.ours, catch_up=asked)
    assert town.line().state is ModuleState.MISSING


@pytest.mark.django_db
def test_edition_says_whether_and_how_many_may_be_made_up():
    strict = Town("strict", catch_up_allowed=False)
    assert refused(strict.book) == "not_counted"
    town = Town(max_catch_ups=1)
    third = town.home.edition.places.get(position=3)
    woman = town.who_missed(town.missed, third)
    town.book(woman)
    assert refused(lambda: ask_to_make_up(by=town.ours, enrolment=woman, module=third)) == "not_counted"
    assert refused(lambda: town.book(woman)) == "begun"
    first = town.home.edition.places.get(position=1)
    assert refused(lambda: ask_to_make_up(by=town.ours, enrolment=woman, module=first)) == "not_missed"


@pytest.mark.django_db
def test_edition_says_in_which_ways_it_is_made_up():
    town = Town("reading", ways=[Way.READ])
    assert refused(town.book) == "not_this_way"
    assert "Stovner" not in town.progress().sentence
    assert ExtraForm({}, cohort=town.home).fields["kind"].choices[1][0] == "day"
    slot = Slot(timezone.localdate() + WEEK, time(17), time(20))
    wish = Add(slot, kind=Kind.CATCH_UP, modules=(town.missed.pk,))
    version = outlook_of(town.home, wish).version
    assert refused(lambda: change_plan(by=town.ours, cohort=town.home, wish=wish, seen=version)) == "not_repeated"
    assert ask_to_make_up(by=town.ours, enrolment=town.woman, module=town.missed)


def test_evening_of_her_own_cohort_that_repeats_a_module_counts_as_attended(town):
    coming = town.home.sessions.get(number=4)
    coming.kind = "catch_up"
    coming.save()
    coming.session_modules.create(edition_module=town.missed, order=2)
    with translation.override("en"):
        assert "Module 2 comes again on" in town.progress().sentence
    CourseSession.objects.filter(pk=coming.pk).update(date=timezone.localdate() - timedelta(days=1))
    town.mark(session=coming, by=town.ours)
    assert town.line().state is ModuleState.PRESENT


def test_evening_to_catch_up_is_planned_and_disturbs_no_order(town):
    home = Cohort.objects.with_places().get(pk=town.home.pk)
    day = timezone.localdate() + timedelta(days=40)
    typed = {"day": day.isoformat(), "start": "17:00", "end": "20:00", "venue": "", "kind": "catch_up"}
    assert "modules" in ExtraForm(typed, cohort=home).errors
    form = ExtraForm(typed | {"modules": [town.missed.pk]}, cohort=home)
    assert form.is_valid(), form.errors
    outlook = outlook_of(home, form.wish)
    assert {each.code for each in outlook.cautions} <= {"closed_day"}
    accepted = [each.name for each in outlook.cautions]
    change_plan(by=town.ours, cohort=home, wish=form.wish, seen=outlook.version, accepted=accepted, reason="Ja")
    with translation.override("en"):
        assert "Module 2 comes again on" in town.progress().sentence
    elsewhere = make_released([make_module(each, "frame") for each in ("Her", "Der")], label="other").places.first()
    wish = replace(form.wish, modules=(elsewhere.pk,), to=replace(form.wish.to, day=day + WEEK))
    act = {"by": town.ours, "cohort": home, "wish": wish, "seen": outlook.version + 1}
    assert refused(lambda: change_plan(**act)) == "unknown_module"


def test_sentence_names_date_and_district_of_what_can_be_made_up(town):
    woman = town.who_missed(town.missed, town.home.edition.places.get(position=3))
    CourseSession.objects.filter(pk=town.evening.pk).update(date="2030-04-14")
    with translation.override("en"):
        assert town.progress(woman).sentence == (
            "1 of 5. You can make this good: make up 1 module. Module 2 can be made up on April 14 in Stovner."
        )
        town.book(woman)
        assert "You make up module 2 on April 14 in Stovner." in town.progress(woman).sentence
    with translation.override("nb"):
        assert "14. april" in town.progress(woman).sentence


@pytest.mark.parametrize(
    ("who", "act"),
    [
        ("host", lambda town, row: agree_to_catch_up(by=town.host, catch_up=row)),
        ("host", lambda town, row: withdraw_catch_up(by=town.host, catch_up=row)),
        ("host", lambda town, row: ask_to_make_up(by=town.host, enrolment=town.woman, module=town.missed)),
        ("herself", lambda town, row: agree_to_catch_up(by=town.woman.person, catch_up=row)),
        ("ours", lambda town, row: open_evening(by=town.ours, session=town.evening, places=9)),
        ("ours", lambda town, row: close_evening(by=town.ours, session=town.evening)),
        ("ours", lambda town, row: town.mark(by=town.ours)),
    ],
)
def test_each_action_is_for_whom_it_concerns(town, who, act):
    row = town.book(by=town.woman.person)
    with pytest.raises(PermissionDenied):
        act(town, row)


def test_host_turns_a_visitor_away_and_sees_none_who_only_asked(town):
    asked = town.book(by=town.woman.person)
    assert not CatchUp.objects.visible_to(town.host).exists()
    agree_to_catch_up(by=town.ours, catch_up=asked)
    assert CatchUp.objects.visible_to(town.host).get() == asked
    assert decline_catch_up(by=town.host, catch_up=asked)
    assert town.line().making_up is None
    assert not CatchUp.objects.visible_to(town.host).exists()


def test_visit_that_was_made_is_not_undone_behind_the_roll(town):
    visit = town.book()
    town.hold_it()
    town.mark()
    for by, act in ((town.ours, withdraw_catch_up), (town.host, decline_catch_up)):
        assert refused(lambda act=act, by=by: act(by=by, catch_up=visit)) == "was_there"


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_as_many_come_as_there_are_places():
    town = Town()
    women = [town.woman, *(town.who_missed(town.missed) for _ in range(3))]
    open_evening(by=town.host, session=town.evening, places=2)
    barrier = Barrier(len(women))

    def run(woman) -> None:
        barrier.wait()
        try:
            with suppress(ValidationError):
                town.book(woman)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(woman,)) for woman in women]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(CatchUp.objects.values_list("state", "seat")) == [("agreed", 1), ("agreed", 2)]


@pytest.mark.parametrize(("change", "why"), [("cancelled", "cancelled"), ("held", "over")])
def test_yes_pressed_on_a_page_from_before_promises_no_evening_that_is_not_there(town, change, why):
    asked = town.book(by=town.woman.person)
    if change == "cancelled":
        CourseSession.objects.filter(pk=town.evening.pk).update(state="cancelled", sequence=1)
    else:
        town.hold_it()
    assert refused(lambda: agree_to_catch_up(by=town.ours, catch_up=asked)) == why
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_who_has_left_her_course_keeps_no_place_and_no_name_with_the_host(town):
    town.book()
    withdraw(by=town.ours, enrolment=town.woman)
    assert visitors_of(town.evening)[1] == ()
    assert [row.free for row in free_places(town.home.in_municipality.country_id)] == [1]
    town.book(other := town.who_missed(town.missed))
    assert [each.row.enrolment for each in visitors_of(town.evening)[1]] == [other]
    town.hold_it()
    assert town.mark()[0].reason == "not_in_cohort"
