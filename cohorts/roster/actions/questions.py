"""Ask the secretariat and answer; note what is to be done and tick it off."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.kit.guard import require
from lms.kit.names import tells_who
from lms.people.models import User

from .. import notices, permissions
from ..models import Cohort, Enrolment, Question, Task
from ..queries import women_known_in
from .refusals import audit, refuse


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


@transaction.atomic
def add_task(
    *,
    by: User,
    cohort: Cohort,
    what: str,
    who: User | None = None,
    until: date | None = None,
    for_group: bool = False,
) -> Task:
    """Note what is to be done for a cohort, or for its group as a whole. The same that is still open is given back.
    Raises PermissionDenied, and ValidationError with `not_at_the_place`."""
    require(permissions.can_ask(by, cohort))
    if who and not permissions.can_see_women(who, cohort):
        refuse("not_at_the_place")
    task, made = Task.objects.open().get_or_create(
        cohort=cohort, what=what, who=who, until=until, for_group=for_group, defaults={"made_by": by}
    )
    if made:
        audit(by=by, obj=cohort, action="cohorts.task_added")
    return task


@transaction.atomic
def finish_task(*, by: User, task: Task) -> None:
    """Say that it is done. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_ask(by, task.cohort))
    if Task.objects.open().filter(pk=task.pk).update(done_at=timezone.now()):
        audit(by=by, obj=task.cohort, action="cohorts.task_done")


@transaction.atomic
def open_task_again(*, by: User, task: Task) -> None:
    """Say that it is not done after all. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_ask(by, task.cohort))
    if Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None):
        audit(by=by, obj=task.cohort, action="cohorts.task_opened")
