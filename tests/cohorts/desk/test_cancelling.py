"""Cancelling a whole cohort: evenings, calendars, mails, and one message a woman that the coordinator sends or not."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from cohorts.desk.actions import cancel_cohort
from cohorts.models import Cohort, CoursePlan, CourseSession
from cohorts.schedule.actions import PlannedEvening, use_plan
from cohorts.schedule.actions.calendars import choose_calendar, fetch_feed, make_cohort_feed, make_my_feed
from cohorts.schedule.actions.invitations import send_invitations
from cohorts.schedule.queries.changing import version_of
from lms.kit.sms import segments
from lms.people.models import Notice
from tests.factories.cohorts import CohortFactory, trainee_of

NOW = datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("Europe/Oslo"))  # two evenings are over, one is in six days
PLANNED, CANCELLED = CourseSession.State.PLANNED, CourseSession.State.CANCELLED


@pytest.fixture
def cohort(one_edition, db):
    return CohortFactory(state=Cohort.State.RUNNING)


@pytest.fixture
def plan(cohort, coordinator, time_machine):
    time_machine.move_to(NOW, tick=False)
    use_plan(
        by=coordinator,
        cohort=cohort,
        evenings=[
            PlannedEvening((NOW + timedelta(weeks=week, days=-8)).date(), time(17), time(20), ((place.pk, 1, 1),))
            for week, place in enumerate(cohort.edition.places.order_by("position"))
        ],
    )
    return cohort.plan


def states(cohort):
    return [session.state for session in cohort.sessions.order_by("number")]


def statuses(token):
    return [str(event["STATUS"]) for event in Calendar.from_ical(fetch_feed(token=token, known=[]).body).walk("VEVENT")]


@pytest.mark.parametrize("do", ["send", "discard"])
def test_cancelled_cohort_asks_to_tell_each_woman_once_in_her_language(cohort, coordinator, plan, client, do):
    trainee_of(cohort, phone="+4747000011", email=None, interface_language="nb")
    trainee_of(cohort, phone="+4747000012", email=None, interface_language="ar")
    hidden = trainee_of(cohort, phone="+4747000013", email=None, is_protected=True).person
    gone = trainee_of(cohort, phone="+4747000014", email=None)
    gone.state = "withdrawn"
    gone.save()
    client.force_login(coordinator)
    answer = client.post(reverse("cohort_cancel", args=[cohort.public_id]), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("plan_messages", args=[cohort.public_id])
    page = answer.content.decode()
    assert "Kurset er avlyst. Fra tir. 26.1. 17:00 er det ingen kurskveld." in page
    assert states(cohort)[:3] == [PLANNED, PLANNED, CANCELLED]
    assert set(states(cohort)[2:]) == {CANCELLED}
    client.post(answer.redirect_chain[-1][0], {"do": do, "seen": version_of(cohort)})

    told = Notice.objects.filter(event="plan_changed")
    assert told.filter(channel="sms").count() == (2 if do == "send" else 0)
    assert {each.channel for each in told.filter(recipient=hidden)} == ({"in_app"} if do == "send" else set())
    assert all(segments(each.body) == 1 for each in told.filter(channel="sms"))
    assert not client.get(answer.redirect_chain[-1][0]).context["bundles"]


def test_calendars_of_a_cancelled_cohort_say_so_of_what_lies_ahead(cohort, coordinator, plan, time_machine):
    woman = trainee_of(cohort, email="amal@example.org").person
    choose_calendar(by=woman, fuller_titles=False, shows_place=True, by_mail=True)
    feeds = make_my_feed(by=woman), make_cohort_feed(by=coordinator, cohort=cohort)
    time_machine.shift(timedelta(minutes=15))
    send_invitations()
    invited = Notice.objects.filter(event="evening").count()
    cancel_cohort(by=coordinator, cohort=cohort)

    for token in feeds:
        assert statuses(token)[:2] == ["CONFIRMED", "CONFIRMED"]
        assert set(statuses(token)[2:]) == {"CANCELLED"}
    time_machine.shift(timedelta(minutes=15))
    before = set(Notice.objects.values_list("pk", flat=True))
    send_invitations()
    mails = [Calendar.from_ical(each.calendar) for each in Notice.objects.exclude(pk__in=before)]
    assert len(mails) == invited > 0
    assert {(str(mail["METHOD"]), mail.walk("VEVENT")[0]["SEQUENCE"]) for mail in mails} == {("CANCEL", 1)}


def test_woman_who_knew_of_no_evening_hears_that_there_is_no_course(cohort, coordinator, client):
    trainee_of(cohort, phone="+4747000011", email=None)
    client.force_login(coordinator)
    page = client.post(reverse("cohort_cancel", args=[cohort.public_id]), follow=True)

    assert "Kurset er avlyst. Det begynner ikke." in page.content.decode()
    answer = client.post(
        reverse("plan_messages", args=[cohort.public_id]), {"do": "send", "seen": version_of(cohort)}, follow=True
    )
    assert not answer.context["bundles"]
    assert Notice.objects.filter(event="plan_changed", channel="sms").count() == 1


def test_cohort_is_cancelled_once_and_a_completed_one_never(cohort, coordinator, plan, client):
    cancel_cohort(by=coordinator, cohort=cohort)
    version = CoursePlan.objects.get().version
    assert cancel_cohort(by=coordinator, cohort=cohort) == 0
    assert CoursePlan.objects.get().version == version
    Cohort.objects.update(state=Cohort.State.COMPLETED)
    client.force_login(coordinator)
    page = client.post(reverse("cohort_cancel", args=[cohort.public_id]))
    assert page.status_code == 422


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("running", "Velkommen til kurset"),
        ("cancelled", "Kurset ditt er avlyst."),
        ("completed", ""),
    ],
)
def test_my_page_welcomes_nobody_to_a_course_that_is_over(cohort, client, state, says):
    Cohort.objects.update(state=state)
    client.force_login(trainee_of(cohort).person)
    shown = client.get(reverse("my_page")).content.decode()
    said = [word for word in ("Velkommen til kurset", "Kurset ditt er avlyst.") if word in shown]
    assert said == ([says] if says else [])
