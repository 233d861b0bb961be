"""A coordinator asks the secretariat and reads the answer there; what is to be done stands on a list."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Enrolment, Question, Task
from cohorts.roster.actions import add_task
from cohorts.roster.actions.questions import answer_question, ask_secretariat
from lms.people.models import Notice, ReadLog
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, trainee_of
from tests.factories.people import CountryFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def secretary(cohort):
    return person_with(Role.SECRETARIAT, OrganisationFactory(country=CountryFactory()))


def test_question_is_answered_where_it_was_asked(signed_in, secretary, cohort):
    url = reverse("cohort_questions", args=[cohort.public_id])
    assert 'value="5"' in signed_in.get(url + "?evening=5").content.decode()
    signed_in.post(url, {"text": "Kan vi bytte kveld?", "evening": "5"})
    question = Question.objects.get()
    assert (question.cohort, question.evening, question.answer) == (cohort, 5, "")
    answer_question(by=secretary, question=question, answer="Ja, det kan dere.")
    assert "Ja, det kan dere." in signed_in.get(url).content.decode()


def test_secretariat_sees_what_waits(editor, coordinator, cohort):
    question = ask_secretariat(by=coordinator, cohort=cohort, text="Hva gjør vi?")
    assert "Hva gjør vi?" in editor.get(reverse("questions_waiting")).content.decode()
    editor.post(reverse("question_answer", args=[question.public_id]), {"answer": "Slik."})
    question.refresh_from_db()
    assert question.answer == "Slik."


def test_same_question_twice_is_asked_once(coordinator, cohort):
    for _time in range(2):
        ask_secretariat(by=coordinator, cohort=cohort, text="Hva gjør vi?")
    assert Question.objects.count() == 1


def test_first_answer_is_kept(secretary, coordinator, cohort):
    question = ask_secretariat(by=coordinator, cohort=cohort, text="Hva gjør vi?")
    answer_question(by=secretary, question=question, answer="Slik.")
    with pytest.raises(ValidationError):
        answer_question(by=secretary, question=question, answer="Nei, sånn.")
    question.refresh_from_db()
    assert question.answer == "Slik."


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_question_without_words_is_refused_kindly(signed_in, cohort, text):
    response = signed_in.post(reverse("cohort_questions", args=[cohort.public_id]), {"text": text})
    assert response.status_code == 422


def test_nobody_else_asks_or_answers(coordinator, cohort):
    with pytest.raises(PermissionDenied):
        ask_secretariat(by=trainee_of(cohort).person, cohort=cohort, text="Hei")
    question = ask_secretariat(by=coordinator, cohort=cohort, text="Hei")
    with pytest.raises(PermissionDenied):
        answer_question(by=coordinator, question=question, answer="Selv")


def test_task_is_noted_and_ticked_off(signed_in, coordinator, cohort):
    cohort.coordinators.create(person=coordinator)
    url = reverse("cohort_tasks", args=[cohort.public_id])
    yesterday = timezone.localdate() - timedelta(days=1)
    asked = {"what": "Ringe biblioteket", "who": str(coordinator.public_id)}
    for slip in ("9999-12-31", "2020-01-02"):
        answer = signed_in.post(url, asked | {"until": slip})
        assert answer.status_code == 422
        assert "Velg en dag mellom" in answer.content.decode()
    signed_in.post(url, asked | {"until": yesterday.isoformat()})
    task = Task.objects.get()
    assert (task.who, task.until, task.is_late) == (coordinator, yesterday, True)
    assert "for sent" in signed_in.get(url).content.decode()
    signed_in.post(reverse("task_done", args=[task.public_id]))
    task.refresh_from_db()
    assert task.done_at
    assert not task.is_late


def test_task_of_another_district_is_not_there(signed_in):
    other = CohortFactory()
    task = Task.objects.create(cohort=other, what="Ringe")
    assert signed_in.post(reverse("task_done", args=[task.public_id])).status_code == 404


def test_task_is_not_given_to_somebody_elsewhere(coordinator, cohort):
    elsewhere = person_with(Role.COORDINATOR, CohortFactory().district)
    with pytest.raises(ValidationError) as refusal:
        add_task(by=coordinator, cohort=cohort, what="Ringe", who=elsewhere)
    assert refusal.value.messages == ["not_at_the_place"]


# --- about an evening, or about a woman -------------------------------------------------------------------------------


@pytest.fixture
def place(cohort) -> Enrolment:
    return trainee_of(cohort, name="Amal Haddad", phone="+4741234567")


def shown(client, name: str, *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_question_about_a_woman_is_answered_on_her_page(signed_in, secretary, place):
    url = reverse("place_questions", args=[place.public_id])
    assert signed_in.post(url, {"text": "Kan hun få boka på arabisk?"}).url == url
    question = Question.objects.get()
    assert question.enrolment == place
    answer_question(by=secretary, question=question, answer="Ja, den er trykt.")
    assert "Ja, den er trykt." in signed_in.get(url).content.decode()
    assert str(place.person.public_id) in ReadLog.objects.last().subjects


def test_page_of_an_evening_shows_what_was_asked_about_it(signed_in, coordinator, cohort, place):
    ask_secretariat(by=coordinator, cohort=cohort, text="Om kvelden", evening=5)
    ask_secretariat(by=coordinator, cohort=cohort, text="Om henne", enrolment=place)
    url = reverse("cohort_questions", args=[cohort.public_id])
    everything, evening = (signed_in.get(address).content.decode() for address in (url, f"{url}?evening=5"))
    assert "Om kvelden" in everything
    assert "Om henne" in everything
    assert "Om kvelden" in evening
    assert "Om henne" not in evening


def test_secretariat_sees_group_and_evening_but_no_woman(editor, coordinator, cohort, place):
    ask_secretariat(by=coordinator, cohort=cohort, text="Om kvelden", evening=5)
    about_her = ask_secretariat(by=coordinator, cohort=cohort, text="Om henne", enrolment=place)
    inbox = shown(editor, "questions_waiting")
    for words in (cohort.local_group.name, cohort.name, "Om kvelden", "Om henne"):
        assert words in inbox
    for page in (inbox, shown(editor, "question_answer", about_her.public_id)):
        assert "Amal" not in page
        assert str(place.public_id) not in page
    assert editor.get(reverse("place_questions", args=[place.public_id])).status_code == 404


@pytest.mark.parametrize("text", ["Kan Amal få reise?", "Amals bok er borte", "Ring 412 34 567", "Ring +4741234567"])
def test_question_with_a_name_or_number_of_a_woman_is_refused(signed_in, cohort, place, text):
    response = signed_in.post(reverse("cohort_questions", args=[cohort.public_id]), {"text": text})
    assert response.status_code == 422
    assert not Question.objects.exists()


def test_nobody_asks_about_a_woman_who_has_not_said_yes(signed_in, place):
    Enrolment.objects.update(state=Enrolment.State.OFFERED)
    assert signed_in.get(reverse("place_questions", args=[place.public_id])).status_code == 404


def test_what_was_asked_about_a_woman_goes_with_her(coordinator, cohort, place):
    ask_secretariat(by=coordinator, cohort=cohort, text="Om henne", enrolment=place)
    place.person.delete()
    assert not Question.objects.exists()


def test_pages_cost_the_same_for_one_and_three(client, secretary, coordinator, cohort, django_assert_max_num_queries):
    counts = []
    for number in range(4):  # the first round pays for what is kept afterwards
        woman = trainee_of(cohort)
        ask_secretariat(by=coordinator, cohort=cohort, text=f"Spørsmål {number}", enrolment=woman)
        add_task(by=coordinator, cohort=cohort, what=f"Oppgave {number}", who=coordinator)
        with django_assert_max_num_queries(60) as found:
            client.force_login(secretary)
            assert client.get(reverse("questions_waiting")).status_code == 200
            client.force_login(coordinator)
            assert client.get(reverse("cohort_questions", args=[cohort.public_id])).status_code == 200
            assert client.get(reverse("cohort_tasks", args=[cohort.public_id])).status_code == 200
        counts.append(len(found))
    assert counts[1] == counts[3]


# --- the message that there is an answer ------------------------------------------------------------------------------


def test_message_says_only_that_there_is_an_answer(coordinator, secretary, cohort, place):
    coordinator.email = "farida@example.org"
    coordinator.save()
    question = ask_secretariat(by=coordinator, cohort=cohort, text="Trenger hun tolk?", enrolment=place)
    answer_question(by=secretary, question=question, answer="Ja, bestill en.")
    notices = Notice.objects.filter(recipient=coordinator)
    assert {notice.channel for notice in notices} == {Notice.Channel.IN_APP, Notice.Channel.EMAIL}
    for notice in notices:
        assert "tolk" not in notice.body
        assert "bestill" not in notice.body
        assert reverse("place_questions", args=[place.public_id]) in notice.body


def test_whoever_has_no_address_reads_it_on_the_platform(coordinator, secretary, cohort):
    coordinator.email, coordinator.phone = None, "+4799999990"
    coordinator.save()
    answer_question(
        by=secretary, question=ask_secretariat(by=coordinator, cohort=cohort, text="Hva nå?"), answer="Slik."
    )
    assert [notice.channel for notice in Notice.objects.filter(recipient=coordinator)] == [Notice.Channel.IN_APP]


def test_whoever_runs_the_cohort_no_more_is_not_told(coordinator, secretary, cohort):
    question = ask_secretariat(by=coordinator, cohort=cohort, text="Hva nå?")
    now = timezone.now()
    coordinator.role_assignments.update(starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=1))
    answer_question(by=secretary, question=Question.objects.get(pk=question.pk), answer="Slik.")
    states = set(Notice.objects.filter(recipient=coordinator, channel="in_app").values_list("state", flat=True))
    assert states == {Notice.State.WITHHELD}


# --- tasks of the group, and the end ----------------------------------------------------------------------------------


def test_task_of_the_group_stands_with_each_of_its_cohorts_and_no_other(signed_in, coordinator, cohort, district):
    sister = CohortFactory(district=district, local_group=cohort.local_group)
    other = CohortFactory(district=district)
    add_task(by=coordinator, cohort=cohort, what="Rydde skapet", for_group=True)
    add_task(by=coordinator, cohort=cohort, what="Kjøpe kaffe")
    assert "Rydde skapet" in shown(signed_in, "cohort_tasks", sister.public_id)
    assert "Kjøpe kaffe" not in shown(signed_in, "cohort_tasks", sister.public_id)
    assert "Rydde skapet" not in shown(signed_in, "cohort_tasks", other.public_id)


def test_task_of_the_group_is_ticked_off_from_each_of_its_cohorts(signed_in, coordinator, cohort, district):
    sister = CohortFactory(district=district, local_group=cohort.local_group)
    task = add_task(by=coordinator, cohort=cohort, what="Rydde skapet", for_group=True)
    done = reverse("task_done", args=[task.public_id])
    back = signed_in.post(done, {"cohort": str(sister.public_id)})
    assert back.url == reverse("cohort_tasks", args=[sister.public_id])
    signed_in.post(done, {"again": "1", "cohort": "nonsense"})
    task.refresh_from_db()
    assert task.done_at is None


def test_task_that_is_late_is_coloured_until_it_is_done(signed_in, coordinator, cohort):
    task = add_task(by=coordinator, cohort=cohort, what="Ringe", until=date(2020, 1, 2))
    assert "pill danger" in shown(signed_in, "cohort_tasks", cohort.public_id)
    signed_in.post(reverse("task_done", args=[task.public_id]))
    assert "pill danger" not in shown(signed_in, "cohort_tasks", cohort.public_id)


def test_page_of_a_cohort_shows_what_is_most_urgent(signed_in, coordinator, cohort):
    for day in range(1, 6):
        add_task(by=coordinator, cohort=cohort, what=f"Oppgave {day}", until=date(2020, 1, day))
    text = shown(signed_in, "cohort", cohort.public_id)
    assert "Oppgave 3" in text
    assert "Oppgave 4" not in text


def test_desk_shows_what_is_late_or_due_this_week(signed_in, coordinator, cohort):
    today = timezone.localdate()
    add_task(by=coordinator, cohort=cohort, what="For lengst", until=today - timedelta(days=2))
    add_task(by=coordinator, cohort=cohort, what="Snart", until=today + timedelta(days=2))
    add_task(by=coordinator, cohort=cohort, what="Senere", until=today + timedelta(days=20))
    text = shown(signed_in, "desk")
    assert "For lengst" in text
    assert "Snart" in text
    assert "Senere" not in text


def test_task_is_written_anew_and_taken_away(signed_in, coordinator, cohort):
    cohort.coordinators.create(person=coordinator)
    task = add_task(by=coordinator, cohort=cohort, what="Ringe", until=date(2027, 1, 2))
    address = reverse("task_change", args=[task.public_id])
    assert "2027-01-02" in signed_in.get(address).content.decode()
    given = {"what": "Ringe biblioteket", "who": str(coordinator.public_id), "until": "", "for_group": "on"}
    assert signed_in.post(address, {"what": ""} | {"who": ""}).status_code == 422
    assert signed_in.post(address, given).url == reverse("cohort_tasks", args=[cohort.public_id])
    task.refresh_from_db()
    assert (task.what, task.who, task.until, task.for_group) == ("Ringe biblioteket", coordinator, None, True)
    signed_in.post(reverse("task_remove", args=[task.public_id]))
    assert not Task.objects.exists()


def test_nobody_outside_the_district_changes_or_removes_a_task(client, coordinator, cohort):
    task = add_task(by=coordinator, cohort=cohort, what="Ringe")
    client.force_login(person_with(Role.COORDINATOR, CohortFactory().district))
    for name in ("task_change", "task_remove"):
        assert client.post(reverse(name, args=[task.public_id]), {"what": "x"}).status_code == 404
    assert Task.objects.get().what == "Ringe"
