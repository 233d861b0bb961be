"""Feeds: what stands in them, for how long they open, and that a stored copy is never stale."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cohorts.models import CalendarChoice, Cohort, CourseSession, Enrolment, FeedCopy, SessionModule
from cohorts.schedule.actions.calendars import (
    choose_calendar,
    end_cohort_feed,
    end_my_feed,
    fetch_feed,
    make_cohort_feed,
    make_my_feed,
)
from lms.people.actions.protection import protect
from lms.people.models import AccessLink
from lms.people.roles import Role
from modules.models import ModulePage, Sensitivity
from tests.factories.cohorts import CohortFactory, VenueFactory, planned_weekly, session_of, trainee_of
from tests.factories.people import UserFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    venue = VenueFactory(name="Biblioteket", where="Storgata 1")
    cohort = CohortFactory(district=venue.district, venue=venue, state=Cohort.State.RUNNING, name="Kull 27")
    session_of(cohort, date(2027, 1, 12))
    session_of(cohort, date(2027, 1, 19))
    return cohort


@pytest.fixture
def woman(cohort):
    return trainee_of(cohort, name="Amal Hassan").person


def events(token: str) -> list:
    answer = fetch_feed(token=token, known=[])
    return Calendar.from_ical(answer.body).walk("VEVENT")


def change(session: CourseSession, **fields) -> None:
    """Change an evening as an action does."""
    fields |= {"sequence": session.sequence + 1, "changed_at": timezone.now()}
    CourseSession.objects.filter(pk=session.pk).update(**fields)
    session.refresh_from_db()


def test_entries_of_a_woman_are_discreet(woman, cohort):
    text = fetch_feed(token=make_my_feed(by=woman), known=[]).body.decode()

    assert "SUMMARY:Kurskveld 1\r\n" in text
    assert "LOCATION:Biblioteket\r\n" in text
    assert "X-WR-CALNAME:Kurs\r\n" in text
    for private in ("Amal", "Kull 27", "Storgata", "ydelsm", "robygger", "ORGANIZER", "ATTENDEE", "DESCRIPTION"):
        assert private not in text


def test_evening_keeps_identity_and_raises_sequence_when_it_moves(woman, cohort):
    token = make_my_feed(by=woman)
    session = cohort.sessions.first()
    before = events(token)[0]
    change(session, date=date(2027, 1, 13), starts_at=time(18), ends_at=time(21))
    after = events(token)[0]

    assert before["UID"] == after["UID"] == str(session.public_id)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert str(after["DTSTART"].dt) == "2027-01-13 18:00:00+01:00"


def test_cancelled_evening_stays_in_the_feed_as_cancelled(woman, cohort):
    token = make_my_feed(by=woman)
    change(cohort.sessions.first(), state=CourseSession.State.CANCELLED)
    cancelled, held = events(token)

    assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", "Avlyst: Kurskveld 1")
    assert "LOCATION" not in cancelled
    assert held["STATUS"] == "CONFIRMED"


def test_entries_speak_her_language(woman, cohort):
    woman.interface_language = "ar"
    woman.save()

    assert events(make_my_feed(by=woman))[0]["SUMMARY"] == "أمسية الدورة 1"


def test_fuller_titles_are_hers_to_choose_and_leave_out_sensitive_evenings():
    cohort = CohortFactory()
    woman = trainee_of(cohort).person
    planned_weekly(cohort, date(2027, 1, 12))
    first, second, third = ModulePage.objects.filter(places__edition=cohort.edition).order_by("places__position")[:3]
    ModulePage.objects.filter(pk=first.pk).update(sensitivity=Sensitivity.NO, title="Barns hverdag")
    ModulePage.objects.filter(pk=second.pk).update(sensitivity=Sensitivity.PARTLY, title="Kvinners helse")
    ModulePage.objects.filter(pk=third.pk).update(sensitivity=Sensitivity.YES, title="Vold", neutral_name="Tema")
    token = make_my_feed(by=woman)

    assert events(token)[0]["SUMMARY"] == "Kurskveld 1"
    choose_calendar(by=woman, fuller_titles=True, shows_place=True, by_mail=False)
    titles = [str(event["SUMMARY"]) for event in events(token)]
    assert titles[0] == "Kurskveld 1: Barns hverdag"
    assert titles[1:3] == ["Kurskveld 2", "Kurskveld 3"]


def test_evening_with_one_sensitive_module_of_two_says_nothing_of_either():
    cohort = CohortFactory()
    woman = trainee_of(cohort).person
    session = session_of(cohort, date(2027, 1, 12))
    places = list(cohort.edition.places.order_by("position")[:2])
    for place in places:
        SessionModule.objects.create(session=session, edition_module=place)
    ModulePage.objects.filter(pk=places[0].module_id).update(sensitivity=Sensitivity.NO)
    ModulePage.objects.filter(pk=places[1].module_id).update(sensitivity=Sensitivity.PARTLY)
    choose_calendar(by=woman, fuller_titles=True, shows_place=True, by_mail=False)

    assert events(make_my_feed(by=woman))[0]["SUMMARY"] == "Kurskveld 1"


def test_place_is_left_out_for_whoever_wants_that(woman):
    choose_calendar(by=woman, fuller_titles=False, shows_place=False, by_mail=False)

    assert all("LOCATION" not in event for event in events(make_my_feed(by=woman)))


def test_coordinator_follows_all_cohorts_of_her_place_by_name(coordinator, cohort):
    other = CohortFactory(district=cohort.district, name="Kull 28")
    session_of(other, date(2027, 2, 1))
    session_of(CohortFactory(), date(2027, 2, 2))

    titles = [str(event["SUMMARY"]) for event in events(make_my_feed(by=coordinator))]
    assert titles == ["Kurskveld 1 · Kull 27", "Kurskveld 2 · Kull 27", "Kurskveld 1 · Kull 28"]


def test_feed_of_a_cohort_is_discreet_and_holds_this_cohort_only(coordinator, cohort):
    session_of(CohortFactory(district=cohort.district), date(2027, 2, 1))
    choose_calendar(by=coordinator, fuller_titles=True, shows_place=True, by_mail=False)

    titles = [str(event["SUMMARY"]) for event in events(make_cohort_feed(by=coordinator, cohort=cohort))]
    assert titles == ["Kurskveld 1", "Kurskveld 2"]


def test_shared_link_names_no_place_and_is_the_same_when_a_woman_is_protected(woman, coordinator, cohort):
    token = make_cohort_feed(by=coordinator, cohort=cohort)
    before = fetch_feed(token=token, known=[])
    protect(by=woman, person=woman)

    assert b"LOCATION" not in before.body
    assert b"Biblioteket" not in before.body
    assert fetch_feed(token=token, known=[]) == before


def test_only_who_runs_the_cohort_shares_its_calendar(woman, cohort):
    helper = person_with(Role.HELPER, cohort.district)
    assert make_cohort_feed(by=helper, cohort=cohort)
    strangers = [woman, person_with(Role.COORDINATOR, CohortFactory().district)]
    for person in strangers:
        with pytest.raises(PermissionDenied):
            make_cohort_feed(by=person, cohort=cohort)
        with pytest.raises(PermissionDenied):
            end_cohort_feed(by=person, cohort=cohort)


def test_who_follows_no_cohort_gets_no_feed():
    with pytest.raises(PermissionDenied):
        make_my_feed(by=UserFactory())


# How long an address opens


def fetched(token: str):
    return fetch_feed(token=token, known=[])


def test_new_address_closes_the_one_before(woman):
    first, second = make_my_feed(by=woman), make_my_feed(by=woman)

    assert fetched(first) is None
    assert fetched(second)


def test_ended_address_opens_nothing(woman, coordinator, cohort):
    mine, shared = make_my_feed(by=woman), make_cohort_feed(by=coordinator, cohort=cohort)
    end_my_feed(by=woman)
    end_cohort_feed(by=coordinator, cohort=cohort)

    assert fetched(mine) is None
    assert fetched(shared) is None


@pytest.mark.parametrize("state", ["withdrawn", "offered"])
def test_feed_ends_with_her_place(woman, state):
    token = make_my_feed(by=woman)
    assert fetched(token)
    Enrolment.objects.update(state=state)

    assert fetched(token) is None


def test_feed_of_who_has_completed_ends_with_her_course(woman, cohort):
    token = make_my_feed(by=woman)
    Enrolment.objects.update(state="completed")
    assert fetched(token)
    Cohort.objects.update(state="completed")

    assert fetched(token) is None


def test_feeds_of_a_coordinator_end_with_her_role(coordinator, cohort):
    tokens = make_my_feed(by=coordinator), make_cohort_feed(by=coordinator, cohort=cohort)
    assert all(map(fetched, tokens))
    coordinator.role_assignments.update(ends_at=timezone.now())

    assert [fetched(token) for token in tokens] == [None, None]


def test_feed_ends_with_the_account_and_with_the_cohort(woman, coordinator, cohort):
    mine, shared = make_my_feed(by=woman), make_cohort_feed(by=coordinator, cohort=cohort)
    woman.is_active = False
    woman.save()
    Cohort.objects.update(state=Cohort.State.COMPLETED)

    assert fetched(mine) is None
    assert fetched(shared) is None


def test_address_of_another_purpose_opens_no_feed(woman):
    token = make_my_feed(by=woman)
    AccessLink.objects.update(purpose=AccessLink.Purpose.SIGN_IN)

    assert fetched(token) is None


def test_only_the_hash_of_an_address_is_stored(woman):
    token = make_my_feed(by=woman)
    fetched(token)

    stored = [*AccessLink.objects.values_list(), *FeedCopy.objects.values_list()]
    assert token not in str(stored)


def test_woman_without_evenings_yet_has_an_empty_calendar():
    woman = trainee_of(CohortFactory()).person

    assert events(make_my_feed(by=woman)) == []


# The stored copy


def test_unchanged_feed_is_answered_from_its_copy(woman):
    token = make_my_feed(by=woman)
    first = fetched(token)
    FeedCopy.objects.update(body=b"the copy")

    assert fetched(token).body == b"the copy"
    assert fetch_feed(token=token, known=[first.etag]).body is None


CHANGES = {
    "moved": lambda cohort: change(cohort.sessions.first(), date=date(2027, 3, 1)),
    "another time": lambda cohort: cohort.sessions.update(starts_at=time(16)),
    "cancelled": lambda cohort: cohort.sessions.update(state="cancelled"),
    "added": lambda cohort: session_of(cohort, date(2027, 5, 1)),
    "removed": lambda cohort: cohort.sessions.first().delete(),
    "another venue": lambda cohort: cohort.sessions.update(venue=VenueFactory(district=cohort.district)),
    "venue renamed": lambda cohort: type(cohort.venue).objects.update(name="Samfunnshuset"),
    "language": lambda cohort: cohort.enrolments.get().person.__class__.objects.update(interface_language="da"),
    "choice": lambda cohort: CalendarChoice.objects.create(person=cohort.enrolments.get().person, shows_place=False),
}


@pytest.mark.parametrize("what", CHANGES)
def test_copy_is_never_stale(woman, cohort, what):
    cohort.sessions.update(date=timezone.localdate() + timedelta(days=30))
    token = make_my_feed(by=woman)
    before = fetched(token)
    CHANGES[what](cohort)
    after = fetch_feed(token=token, known=[before.etag])

    assert after.etag != before.etag
    assert after.body not in (None, before.body)


def test_renamed_module_changes_a_feed_with_fuller_titles():
    cohort = CohortFactory()
    woman = trainee_of(cohort).person
    planned_weekly(cohort, date(2027, 1, 12))
    ModulePage.objects.update(sensitivity=Sensitivity.NO, neutral_name="")
    choose_calendar(by=woman, fuller_titles=True, shows_place=True, by_mail=False)
    token = make_my_feed(by=woman)
    before = fetched(token)
    ModulePage.objects.filter(places__edition=cohort.edition, places__position=1).update(title="Nytt navn")
    after = fetched(token)

    assert after.etag != before.etag
    ModulePage.objects.filter(places__edition=cohort.edition, places__position=1).update(sensitivity=Sensitivity.PARTLY)
    assert b"Nytt navn" in after.body
    assert b"Nytt navn" not in fetched(token).body


@pytest.mark.parametrize("number", [1, 3, 17])
def test_feed_costs_five_queries_at_most(django_assert_max_num_queries, woman, cohort, coordinator, number):
    for week in range(number):
        session_of(cohort, date(2027, 6, 1) + timedelta(weeks=week))
    for token in (
        make_my_feed(by=woman),
        make_my_feed(by=coordinator),
        make_cohort_feed(by=coordinator, cohort=cohort),
    ):
        AccessLink.objects.update(last_used_at=timezone.now())
        with django_assert_max_num_queries(5):
            answer = fetched(token)
        with django_assert_max_num_queries(5):
            fetched(token)
        with django_assert_max_num_queries(4):
            assert fetch_feed(token=token, known=[answer.etag]).body is None


def test_last_fetch_is_noted_once_in_a_while(woman, django_assert_max_num_queries):
    token = make_my_feed(by=woman)
    fetched(token)
    noted = AccessLink.objects.get().last_used_at
    fetched(token)
    assert noted
    assert AccessLink.objects.get().last_used_at == noted

    AccessLink.objects.update(last_used_at=noted - timedelta(hours=1))
    fetched(token)
    assert AccessLink.objects.get().last_used_at >= noted


# Over the wire


def test_phone_that_has_it_is_told_that_nothing_changed(client, woman):
    address = reverse("calendar_feed", args=[make_my_feed(by=woman)])
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in first
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_address_that_opens_nothing_is_absent(client, woman):
    token = make_my_feed(by=woman)
    end_my_feed(by=woman)

    assert client.get(reverse("calendar_feed", args=[token])).status_code == 404
    assert client.get(reverse("calendar_feed", args=["x" * 32])).status_code == 404
    assert client.post(reverse("calendar_feed", args=[make_my_feed(by=woman)])).status_code == 405
