"""The message that there is an answer. It never says what was asked, nor what is answered."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from lms.people.mailbox import post
from lms.people.mailbox.wording import reading_language
from lms.people.models import Notice

from .models import Question

TEMPLATE = "cohorts/roster/notices/answer.txt"


def tell_of_answer(question: Question) -> None:
    """Tell whoever asked: on the platform, and by e-mail if she has an address. Never by SMS."""
    person = question.asked_by
    if person is None:
        return
    with translation.override(reading_language(person.interface_language)):
        link = settings.BASE_URL + address_of(question)
    ways = [Notice.Channel.IN_APP, *([Notice.Channel.EMAIL] if person.email else [])]
    for channel in ways:
        post(
            event="question_answered",
            to=person,
            about=question,
            channel=channel,
            template=TEMPLATE,
            context={"link": link},
            dedupe_key=f"question_answered:{question.public_id}:{channel}",
        )


def address_of(question: Question) -> str:
    """Give where a question was asked, which is where its answer stands."""
    if question.enrolment is not None:
        return reverse("place_questions", args=[question.enrolment.public_id])
    address = reverse("cohort_questions", args=[question.cohort.public_id])
    return f"{address}?evening={question.evening}" if question.evening else address
