"""A coordinator asks the secretariat and reads the answer there; what is to be done stands on a list."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cohorts.models import Question, Task
from cohorts.roster.actions.questions import add_task, answer_question, ask_secretariat
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, trainee_of
from tests.factories.people import CountryFactory, OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


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
    signed_in.post(url, {"what": "Ringe biblioteket", "who": str(coordinator.public_id), "until": "2020-01-02"})
    task = Task.objects.get()
    assert (task.who, task.until, task.is_late) == (coordinator, date(2020, 1, 2), True)
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
