"""Ask the secretariat, and answer."""

from django.db import transaction
from django.utils import timezone

from lms.kit.guard import refuse, require
from lms.kit.names import tells_who
from lms.people.models import User

from .. import notices, permissions
from ..models import Cohort, Enrolment, Question
from ..queries import women_known_in
from .auditing import audit


@transaction.atomic
def ask_secretariat(
    *, by: User, cohort: Cohort, text: str, evening: int | None = None, enrolment: Enrolment | None = None
) -> Question:
    """Ask the secretariat something about a cohort, about an evening by its number, or about a woman, whom it does not
    see. The same question that still waits is given back. Raises PermissionDenied, and ValidationError with
    `names_a_woman`, or `elsewhere` for a place in another cohort."""
    require(permissions.can_ask(by, cohort))
    if enrolment is not None and enrolment.cohort_id != cohort.pk:
        refuse("elsewhere")
    known = women_known_in(cohort)
    if tells_who(text, names=[name for name, _phone in known], phones=[phone for _name, phone in known]):
        refuse("names_a_woman")
    question, made = Question.objects.open().get_or_create(
        cohort=cohort, text=text, evening=evening, enrolment=enrolment, defaults={"asked_by": by}
    )
    if made:
        audit(by=by, obj=cohort, action="cohorts.question_asked")
    return question


@transaction.atomic
def answer_question(*, by: User, question: Question, answer: str) -> None:
    """Answer for the secretariat, and tell whoever asked that there is an answer. Of two who answer at once the first
    is kept. Raises PermissionDenied, and ValidationError with `answered`."""
    require(permissions.can_answer_question(by, question))
    answered = Question.objects.open().filter(pk=question.pk)
    if not answered.update(answer=answer, answered_by=by, answered_at=timezone.now()):
        refuse("answered")
    audit(by=by, obj=question.cohort, action="cohorts.question_answered")
    question.refresh_from_db()
    notices.tell_of_answer(question)
