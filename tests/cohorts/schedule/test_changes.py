"""A plan that is used changes in one step, remembers how it was, and goes back within the hour."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.models import CoursePlan, CourseSession, PlanChange, Venue
from cohorts.schedule.actions import PlannedEvening, use_plan
from cohorts.schedule.actions.changes import change_plan, undo_change
from cohorts.schedule.queries import plan_as_data
from cohorts.schedule.queries.changing import outlook_of, version_of
from cohorts.schedule.rules import Slot
from cohorts.schedule.rules.edits import Add, Cancel, Join, Move, Rearrange, Restore, Split, Swap
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of, trainee_of
from tests.factories.people import person_with

NOW = datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("Europe/Oslo"))  # the first two evenings are over
FREE = Slot(date(2027, 1, 28), time(17), time(20))


def use(cohort, by):
    places = cohort.edition.places.order_by("position")
    return use_plan(
        by=by,
        cohort=cohort,
        evenings=[
            PlannedEvening(date(2027, 1, 12) + timedelta(weeks=week), time(17), time(20), ((place.pk, 1, 1),))
            for week, place in enumerate(places)
        ],
    )


@pytest.fixture
def cohort(one_edition, db):
    return CohortFactory()


@pytest.fixture
def evenings(cohort, coordinator, time_machine):
    time_machine.move_to(NOW, tick=False)
    return [str(session.public_id) for session in use(cohort, coordinator)]


def change(cohort, by, wish, **more) -> PlanChange:
    return change_plan(**{"by": by, "cohort": cohort, "wish": wish, "seen": version_of(cohort)} | more)


def accepting(cohort, wish) -> dict:
    return {"accepted": {each.name for each in outlook_of(cohort, wish).cautions}, "reason": "Avtalt med gruppa"}


def days(cohort) -> list[str]:
    return [row["date"] for row in plan_as_data(cohort)]


def refusal_of(call) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        call()
    return refusal.value.messages


def test_moved_evening_keeps_its_number_and_rises_in_calendars(cohort, coordinator, evenings):
    change(cohort, coordinator, Move(evenings[2], FREE))
    moved, other = (cohort.sessions.get(public_id=evenings[place]) for place in (2, 3))
    assert (moved.number, moved.date, moved.sequence, other.sequence) == (3, FREE.day, 1, 0)
    assert moved.changed_at == NOW
    made = PlanChange.objects.get(kind=PlanChange.Kind.MOVED)
    assert (made.before[2]["date"], made.version) == ("2027-01-26", 2)
    assert made.after == plan_as_data(cohort)


def test_later_ones_follow_and_each_rises_once(cohort, coordinator, evenings):
    wish = Move(evenings[2], Slot(date(2027, 2, 2), time(17), time(20)), later=True)
    change(cohort, coordinator, wish)
    assert days(cohort) == ["2027-01-12", "2027-01-19", "2027-02-02", "2027-02-09"]
    assert [*cohort.sessions.values_list("sequence", flat=True)] == [0, 0, 1, 1]
    assert PlanChange.objects.first().kind == PlanChange.Kind.PUSHED


def test_swapped_modules_make_evenings_newer_but_do_not_rise(cohort, coordinator, evenings):
    wish = Swap(evenings[2], evenings[3])
    change(cohort, coordinator, wish, **accepting(cohort, wish))
    assert [*cohort.sessions.values_list("sequence", flat=True)] == [0, 0, 0, 0]
    held = [row["modules"] for row in plan_as_data(cohort)]
    before = [row["modules"] for row in PlanChange.objects.first().before]
    assert (held[2], held[3]) == (before[3], before[2])


def test_past_evening_never_moves(cohort, coordinator, evenings):
    assert refusal_of(lambda: change(cohort, coordinator, Move(evenings[1], FREE))) == ["past"]
    assert CoursePlan.objects.get().version == 1


def test_cancelled_evening_asks_for_a_reason_because_its_module_is_left_out(cohort, coordinator, evenings):
    wish = Cancel(evenings[2])
    accepted = accepting(cohort, wish)["accepted"]
    assert refusal_of(lambda: change(cohort, coordinator, wish)) == ["look_again"]
    assert refusal_of(lambda: change(cohort, coordinator, wish, accepted=accepted, reason=" ")) == ["reason_needed"]
    made = change(cohort, coordinator, wish, accepted=accepted, reason="Snøstorm")
    assert (made.overridden, made.reason) == (["module_left_out"], "Snøstorm")
    assert cohort.sessions.get(public_id=evenings[2]).is_cancelled
    change(cohort, coordinator, Restore(evenings[2], FREE))
    assert cohort.sessions.get(public_id=evenings[2]).sequence == 2


def test_extra_joined_and_split_evenings_are_stored(cohort, coordinator, evenings):
    change(cohort, coordinator, Add(FREE))
    extra = cohort.sessions.get(number=5)
    assert (extra.date, extra.kind) == (FREE.day, CourseSession.Kind.EXTRA)
    change(cohort, coordinator, Join(evenings[2], evenings[3]))
    assert cohort.sessions.get(public_id=evenings[2]).session_modules.count() == 2
    assert cohort.sessions.get(public_id=evenings[3]).is_cancelled
    change(cohort, coordinator, Split(evenings[2], Slot(date(2027, 2, 9), time(17), time(20))))
    assert cohort.sessions.get(number=6).session_modules.count() == 1
    assert cohort.sessions.get(public_id=evenings[2]).session_modules.count() == 1


# --- undo -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["move", "swap", "cancel", "split", "join"])
def test_undo_restores_the_plan(cohort, coordinator, evenings, kind):
    before = plan_as_data(cohort)
    wish = {
        "move": Move(evenings[2], FREE),
        "swap": Swap(evenings[2], evenings[3]),
        "cancel": Cancel(evenings[2]),
        "split": Split(evenings[3], Slot(date(2027, 2, 9), time(17), time(20))),
        "join": Join(evenings[2], evenings[3]),
    }[kind]
    made = change(cohort, coordinator, wish, **accepting(cohort, wish))
    undo_change(by=coordinator, change=made, seen=2)
    now = plan_as_data(cohort)
    assert [row for row in now if row["number"] <= 4] == before
    assert all(row["state"] == "cancelled" and not row["modules"] for row in now if row["number"] > 4)
    made.refresh_from_db()
    assert made.undone_at == NOW


def test_undo_after_undo_goes_back_one_more_step(cohort, coordinator, evenings):
    before = days(cohort)
    first = change(cohort, coordinator, Move(evenings[2], FREE))
    second = change(cohort, coordinator, Move(evenings[3], Slot(date(2027, 2, 11), time(17), time(20))))
    assert refusal_of(lambda: undo_change(by=coordinator, change=first, seen=3)) == ["not_the_newest"]
    undo_change(by=coordinator, change=second, seen=3)
    undo_change(by=coordinator, change=first, seen=4)
    assert days(cohort) == before
    assert cohort.sessions.get(public_id=evenings[2]).sequence == 2


def test_undo_is_refused_after_the_hour_and_when_an_evening_has_begun(cohort, coordinator, evenings, time_machine):
    made = change(cohort, coordinator, Move(evenings[2], Slot(date(2027, 1, 20), time(12, 30), time(15))))
    time_machine.shift(40 * 60)
    assert refusal_of(lambda: undo_change(by=coordinator, change=made, seen=2)) == ["too_late"]
    later = change(cohort, coordinator, Move(evenings[3], FREE))
    time_machine.shift(61 * 60)
    assert refusal_of(lambda: undo_change(by=coordinator, change=later, seen=3)) == ["too_late"]


def test_plan_itself_is_not_undone(cohort, coordinator, evenings):
    used = PlanChange.objects.get()
    assert refusal_of(lambda: undo_change(by=coordinator, change=used, seen=1)) == ["not_the_newest"]


# --- two people -------------------------------------------------------------------------------------------------------


def test_second_of_two_is_told_that_the_plan_has_changed(cohort, coordinator, evenings):
    change(cohort, coordinator, Move(evenings[2], FREE), seen=1)
    again = Move(evenings[3], Slot(date(2027, 2, 11), time(17), time(20)))
    assert refusal_of(lambda: change(cohort, coordinator, again, seen=1)) == ["changed_meanwhile"]
    assert PlanChange.objects.count() == 2


# --- what to look at --------------------------------------------------------------------------------------------------


def codes(cohort, wish) -> list[str]:
    return sorted(caution.code for caution in outlook_of(cohort, wish).cautions)


def test_holiday_and_a_taken_venue_are_shown_before(cohort, coordinator, evenings):
    venue = VenueFactory(district=cohort.district, opens_at=time(8), closes_at=time(18), capacity=0, step_free=False)
    trainee_of(cohort)
    session_of(CohortFactory(district=cohort.district), FREE.day, venue=venue)
    wish = Rearrange(evenings[2], time(17), time(20), venue.pk)
    assert codes(cohort, wish) == ["outside_venue_hours", "venue_not_accessible", "venue_too_small"]
    change(cohort, coordinator, wish, **accepting(cohort, wish))
    # What was known of the room yesterday is no news when only the day changes.
    assert codes(cohort, Move(evenings[2], FREE)) == ["outside_venue_hours", "venue_taken"]
    assert codes(cohort, Move(evenings[3], Slot(date(2027, 5, 17), time(17), time(20)))) == ["closed_day"]


def test_steps_of_a_venue_are_said_once_when_it_is_chosen(cohort, coordinator, evenings):
    steps = VenueFactory(district=cohort.district, step_free=False)
    stairs = VenueFactory(district=cohort.district, step_free=False)
    wish = Rearrange(evenings[2], time(17), time(20), steps.pk)
    assert codes(cohort, wish) == ["venue_not_accessible"]
    change(cohort, coordinator, wish, **accepting(cohort, wish))
    later = Slot(date(2027, 1, 29), time(17), time(20))
    for keeps in (
        Move(evenings[2], FREE),
        Move(evenings[2], FREE, later=True),
        Rearrange(evenings[2], time(18), time(21), steps.pk),
        Split(evenings[2], later),
    ):
        assert "venue_not_accessible" not in codes(cohort, keeps)
    assert codes(cohort, Rearrange(evenings[2], time(17), time(20), stairs.pk)) == ["venue_not_accessible"]
    change(cohort, coordinator, Cancel(evenings[2]), **accepting(cohort, Cancel(evenings[2])))
    assert "venue_not_accessible" not in codes(cohort, Restore(evenings[2]))


def test_person_cannot_be_in_two_places_on_the_real_clock(cohort, coordinator, evenings):
    abroad = CohortFactory()
    trainee = trainee_of(cohort)
    abroad.enrolments.create(person=trainee.person)
    session = session_of(abroad, FREE.day, starts_at=time(16), ends_at=time(18))
    assert codes(cohort, Move(evenings[2], FREE)) == ["person_taken"]
    CourseSession.objects.filter(pk=session.pk).update(time_zone="Europe/Helsinki")  # 15 to 17 o'clock here
    assert codes(cohort, Move(evenings[2], FREE)) == []


def test_modules_in_a_wrong_order_are_shown_before(cohort, coordinator, evenings):
    wish = Join(evenings[2], evenings[3])
    assert codes(cohort, wish) == []
    assert "not_last" in codes(cohort, Swap(evenings[2], evenings[3]))


# --- rights -----------------------------------------------------------------------------------------------------------


def test_only_the_coordinator_of_the_place_changes_the_plan(cohort, evenings):
    for person in (
        person_with(Role.HELPER, cohort.district),
        person_with(Role.COORDINATOR, CohortFactory().district),
        trainee_of(cohort).person,
    ):
        with pytest.raises(PermissionDenied):
            change(cohort, person, Move(evenings[2], FREE))
    with pytest.raises(PermissionDenied):
        undo_change(by=person, change=PlanChange.objects.get(), seen=1)


def test_venue_of_another_place_is_refused(cohort, coordinator, evenings):
    elsewhere = Venue.objects.create(district=CohortFactory().district, name="Der borte")
    wish = Rearrange(evenings[2], time(17), time(20), elsewhere.pk)
    assert refusal_of(lambda: change(cohort, coordinator, wish)) == ["elsewhere"]
