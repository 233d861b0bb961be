"""The desk and the evening: what is nearest, who comes, and at what price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.desk.dashboards import desk_of, own_course, own_evenings, own_places, who_comes
from cohorts.models import Cohort, CourseSession, Rsvp
from cohorts.schedule.actions import answer_evening
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
TODAY = timezone.localdate


@pytest.fixture
def cohort() -> Cohort:
    return CohortFactory(state=Cohort.State.RUNNING)


@pytest.fixture
def coordinator(cohort, client):
    person = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(person)
    return person


def in_days(cohort: Cohort, days: int, **fields) -> CourseSession:
    return session_of(cohort, TODAY() + timedelta(days=days), **fields)


def test_desk_shows_the_nearest_evening_of_all_her_cohorts(cohort, coordinator):
    in_days(cohort, -7)
    in_days(cohort, 9)
    other = CohortFactory(district=cohort.district, local_group=cohort.local_group, name="Et annet")
    nearest = in_days(other, 2)
    shown = desk_of(coordinator)
    assert shown.top.evening.session == nearest
    assert [card.cohort for card in shown.cohorts] == [other, cohort]


def test_cancelled_evening_of_this_week_stays_in_sight_and_a_later_one_does_not(cohort, coordinator):
    far = in_days(cohort, 12, state=CourseSession.State.CANCELLED)
    held = in_days(cohort, 19)
    assert desk_of(coordinator).top.evening.session == held
    far.date = TODAY() + timedelta(days=3)
    far.save()
    assert desk_of(coordinator).top.evening.session == far


def test_answer_counts_for_the_evening_as_it_was_then(cohort, coordinator):
    session = in_days(cohort, 2)
    place = trainee_of(cohort, name="Amal")
    answer_evening(by=place.person, session=session, enrolment=place, answer=Rsvp.Answer.AWAY, sequence=0)
    assert [woman.person.name for woman in desk_of(coordinator).top.evening.who.away] == ["Amal"]
    CourseSession.objects.update(sequence=1)
    who = desk_of(coordinator).top.evening.who
    assert (who.away, [woman.person.name for woman in who.silent]) == ((), ["Amal"])


def test_woman_who_has_left_is_not_waited_for(cohort, coordinator):
    in_days(cohort, 2)
    place = trainee_of(cohort)
    place.state = "withdrawn"
    place.save()
    assert desk_of(coordinator).top.evening.who.everybody == ()


def test_desk_costs_the_same_with_one_and_with_three_cohorts(cohort, coordinator, client):
    counts = []
    for number in range(3):
        there = {"district": cohort.district, "local_group": cohort.local_group, "state": cohort.state}
        other = CohortFactory(**there) if number else cohort
        in_days(other, 2)
        trainee_of(other)
        if number == 1:
            continue
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("desk")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 21  # seven of them say with whom a talk would be good, one what is to be made up


def test_desk_without_a_cohort_says_what_to_do(client):
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    assert reverse("cohort_open") in client.get(reverse("desk")).content.decode()


def test_evening_names_the_women_to_those_who_run_the_cohort_only(cohort, coordinator, client):
    session = in_days(cohort, 2)
    trainee_of(cohort, name="Kanari Fugl")
    address = reverse("evening", args=[session.public_id])
    assert "Kanari Fugl" in client.get(address).content.decode()
    client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory()))
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Kanari Fugl" not in answer.content.decode()


# --- her own evening -------------------------------------------------------------------------------------------------


def test_my_page_shows_her_next_evening_and_takes_her_answer(cohort, client):
    session = in_days(cohort, 3, bring="en god historie")
    woman = trainee_of(cohort).person
    client.force_login(woman)
    page = client.get(reverse("my_page")).content.decode()
    assert "en god historie" in page
    answered = client.post(
        reverse("evening_answer", args=[session.public_id]), {"answer": "away", "sequence": 0}, follow=True
    )
    assert own_evenings(own_places(woman))[0].stays_away
    assert "Du har sagt at du ikke kan komme." in answered.content.decode()


def test_answer_to_an_evening_that_was_moved_meanwhile_is_asked_again(cohort, client):
    session = in_days(cohort, 3, sequence=2)
    woman = trainee_of(cohort).person
    client.force_login(woman)
    address = reverse("evening_answer", args=[session.public_id])
    answered = client.post(address, {"answer": "coming", "sequence": 1}, follow=True)
    assert "svar en gang til" in answered.content.decode()
    assert own_evenings(own_places(woman))[0].answer == ""


@pytest.mark.parametrize("sent", [{}, {"answer": "perhaps", "sequence": 0}, {"answer": "coming", "sequence": "x"}])
def test_answer_that_is_none_is_explained(cohort, client, sent):
    session = in_days(cohort, 3)
    client.force_login(trainee_of(cohort).person)
    answered = client.post(reverse("evening_answer", args=[session.public_id]), sent, follow=True)
    assert "Trykk på en av de to knappene." in answered.content.decode()
    assert not Rsvp.objects.exists()


def test_answering_twice_keeps_one_answer(cohort):
    session, place = in_days(cohort, 3), trainee_of(cohort)
    for answer in (Rsvp.Answer.COMING, Rsvp.Answer.AWAY):
        answer_evening(by=place.person, session=session, enrolment=place, answer=answer, sequence=0)
    assert Rsvp.objects.get().answer == Rsvp.Answer.AWAY


def test_all_her_evenings_are_hers_to_refuse_and_to_take_up_again(cohort, client):
    in_days(cohort, -7)
    sessions = [in_days(cohort, 3), in_days(cohort, 10), in_days(cohort, 17, state=CourseSession.State.CANCELLED)]
    woman = trainee_of(cohort, is_protected=True).person
    client.force_login(woman)
    for answer, after in (("away", "Jeg kommer likevel"), ("coming", "Du har sagt at du kommer.")):
        page = client.post(
            reverse("evening_answer", args=[sessions[1].public_id]),
            {"answer": answer, "sequence": 0, "back": "my_evenings"},
            follow=True,
        )
        assert page.redirect_chain == [(f"{reverse('my_evenings')}#evening-{sessions[1].public_id}", 302)]
        assert after in page.content.decode()
    course = own_course(woman)
    assert [each.answer for each in course.coming] == ["", "coming", ""]
    assert [each.session.number for each in course.past] == [1]
    words = page.content.decode()
    assert "Kurskveld 3" in words
    assert "Den er avlyst." in words
    assert not any(place.shown_title in words for place in cohort.edition.places.all())


def test_her_evenings_cost_the_same_for_one_and_for_three_and_are_hers_alone(cohort, client):
    counts = []
    woman = trainee_of(cohort).person
    in_days(CohortFactory(district=cohort.district, local_group=cohort.local_group), 5)
    client.force_login(woman)
    for days in (2, 9, 16):
        in_days(cohort, days)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("my_evenings"))
        counts.append(len(queries))
    assert len(page.context["course"].coming) == 3
    assert counts[0] == counts[2] <= 10


# --- what was said by phone ------------------------------------------------------------------------------------------


def test_what_she_told_the_coordinator_is_noted_changed_and_marked(cohort, coordinator, client):
    session = in_days(cohort, 3)
    place = trainee_of(cohort, name="Amal")
    answer_evening(by=place.person, session=session, enrolment=place, answer=Rsvp.Answer.COMING, sequence=0)
    address = reverse("evening_told", args=[session.public_id])
    page = client.post(address, {"answer": "away", "sequence": 0, "place": place.public_id}, follow=True)
    (said,) = who_comes(session).away
    assert said.answer.source == Rsvp.Source.COORDINATOR
    assert "sa det til koordinatoren" in page.content.decode()
    client.post(address, {"answer": "coming", "sequence": 0, "place": place.public_id})
    assert not who_comes(session).away
    answer_evening(by=place.person, session=session, enrolment=place, answer=Rsvp.Answer.AWAY, sequence=0)
    assert who_comes(session).away[0].answer.source == Rsvp.Source.SELF


def test_only_women_of_the_cohort_are_noted_and_only_by_who_runs_it(cohort, coordinator, client):
    session = in_days(cohort, 3)
    place, elsewhere = trainee_of(cohort), trainee_of(CohortFactory())
    address = reverse("evening_told", args=[session.public_id])
    sent = {"answer": "away", "sequence": 0}
    assert client.post(address, sent | {"place": elsewhere.public_id}).status_code == 404
    assert "Trykk på en av de to knappene." in client.post(address, sent, follow=True).content.decode()
    client.force_login(place.person)
    assert client.post(address, sent | {"place": place.public_id}).status_code == 404
    assert not Rsvp.objects.exists()
