"""What other programs make of our calendars: whoever saw every version and whoever saw only the last agree."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cohorts.models import Cohort
from cohorts.schedule.actions.calendars import choose_calendar, fetch_feed, make_my_feed
from cohorts.schedule.actions.changes import change_plan
from cohorts.schedule.actions.invitations import send_invitations
from cohorts.schedule.queries.changing import outlook_of, version_of
from cohorts.schedule.rules import Slot
from cohorts.schedule.rules.edits import Add, Cancel, Move, Restore
from lms.people.models import Notice
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, planned_weekly, trainee_of
from tests.factories.people import person_with
from tests.readers import READERS, kept_by_subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition"), pytest.mark.parametrize("reader", READERS)]
NOW = datetime(2027, 3, 12, 12, tzinfo=ZoneInfo("Europe/Oslo"))
FIRST = date(2027, 3, 16)  # the clocks change on 28 March


@pytest.fixture
def cohort(time_machine):
    time_machine.move_to(NOW, tick=False)
    venue = VenueFactory(name="Biblioteket; 2. etasje, «Salen»")
    cohort = CohortFactory(district=venue.district, venue=venue, state=Cohort.State.RUNNING)
    planned_weekly(cohort, FIRST)
    return cohort


@pytest.fixture
def story(cohort, time_machine):
    """Give a function that moves, cancels, restores and adds evenings, and calls `look` before and after each step."""
    coordinator = person_with(Role.COORDINATOR, cohort.district)
    first, second, third = (str(key) for key in cohort.sessions.values_list("public_id", flat=True)[:3])
    wishes = [
        Move(first, Slot(date(2027, 3, 17), time(18), time(21))),
        Cancel(second),
        Cancel(third),
        Restore(third),
        Move(third, Slot(date(2027, 4, 1), time(17), time(20))),
        Add(Slot(date(2027, 4, 3), time(11), time(15))),
    ]

    def tell(look) -> None:
        look()
        for wish in wishes:
            time_machine.shift(timedelta(minutes=15))
            cautions = {each.name for each in outlook_of(cohort, wish).cautions}
            change_plan(
                by=coordinator,
                cohort=cohort,
                wish=wish,
                seen=version_of(cohort),
                accepted=cautions,
                reason="Avtalt" if cautions else "",
            )
            time_machine.shift(timedelta(minutes=15))
            look()

    return tell


def standing(cohort) -> dict[str, str]:
    """Give when each evening that is held begins, in UTC, by its number."""
    return {
        f"Kurskveld {session.number}": f"{session.begins.astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%M:%SZ}"
        for session in cohort.sessions.held()
    }


def seen_in(calendar: dict[str, dict]) -> dict[str, str]:
    return {event["summary"]: event["start"] for event in calendar.values()}


def test_feed_ends_up_right_for_who_saw_all_and_for_who_saw_the_last(reader, cohort, story):
    token = make_my_feed(by=trainee_of(cohort).person)
    versions: list[bytes] = []
    story(lambda: versions.append(fetch_feed(token=token, known=[]).body))
    read = READERS[reader](versions)

    assert len(set(versions)) == len(versions) == 7
    assert seen_in(kept_by_subscriber(read)) == standing(cohort)
    assert seen_in(kept_by_subscriber(read[-1:])) == standing(cohort)
    assert {event["location"] for event in kept_by_subscriber(read).values()} >= {"Biblioteket; 2. etasje, «Salen»"}


def test_invitations_end_up_right_for_who_saw_all_and_for_who_saw_the_last(reader, cohort, story):
    woman = trainee_of(cohort, email="amal@example.org").person
    choose_calendar(by=woman, fuller_titles=False, shows_place=True, by_mail=True)
    cohort.sessions.update(changed_at=NOW - timedelta(days=1))
    story(send_invitations)
    read = READERS[reader]([notice.calendar.encode() for notice in Notice.objects.order_by("created_at")])
    last_of_each = {mail["events"][0]["uid"]: mail for mail in read}.values()

    assert {mail["method"] for mail in read} == {"REQUEST", "CANCEL"}
    assert all((mail["method"] == "CANCEL") == (mail["events"][0]["status"] == "CANCELLED") for mail in read)
    expected = {name: start for name, start in standing(cohort).items() if start < "2027-04-10"}
    assert seen_in(kept_by_subscriber(read)) == expected
    assert seen_in(kept_by_subscriber([*last_of_each])) == expected
    assert {event["attendees"][0] for mail in read for event in mail["events"]} == {"mailto:amal@example.org"}
