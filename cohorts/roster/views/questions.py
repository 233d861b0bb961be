"""Questions from cohorts to the secretariat, and what is to be done for a cohort."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions.questions import add_task, answer_question, ask_secretariat, finish_task, open_task_again
from ..forms.questions import AnswerForm, QuestionForm, TaskForm
from ..models import Cohort, Enrolment, Question, Task
from ..queries import coordinators_of, questions_waiting_for
from .scope import cohort_of_women, only

ON_A_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the secretariat about a cohort or an evening, and read the answers: those about the evening she comes from,
    or all."""
    cohort = cohort_of_women(request, public_id)
    given = request.GET.get("evening", "")
    evening = int(given) if given.isascii() and given.isdecimal() and len(given) < 3 else None
    return _thread(request, cohort, evening=evening)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the secretariat about a woman, whom it does not see, and read the answers. Nobody asks about somebody who has
    not said yes."""
    places = Enrolment.objects.visible_to(request.user).exclude(state=Enrolment.State.OFFERED)
    around = ("person", "cohort__district__municipality", "cohort__municipality")
    place = get_object_or_404(places.select_related(*around), public_id=public_id)
    only(permissions.can_ask(request.user, place.cohort))
    return _thread(request, place.cohort, place=place)


def _thread(
    request: HttpRequest, cohort: Cohort, *, evening: int | None = None, place: Enrolment | None = None
) -> HttpResponse:
    """Show the form, and what was asked here before; send what she asks."""
    form = QuestionForm(
        request.POST if request.method == "POST" else None, initial={"evening": evening}, about_her=place is not None
    )
    if request.method == "POST" and form.is_valid():
        try:
            ask_secretariat(by=request.user, cohort=cohort, enrolment=place, **form.cleaned_data)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent to the secretariat. The answer comes here."))
            return redirect(request.get_full_path())
    asked = cohort.questions.select_related("enrolment__person")
    if place is not None:
        asked = asked.filter(enrolment=place)
    elif evening is not None:
        asked = asked.filter(evening=evening)
    note_reads(request, [each.enrolment.person for each in asked if each.enrolment] + ([place.person] if place else []))
    context = {"form": form, "cohort": cohort, "evening": evening, "place": place, "questions": asked}
    return render(request, "cohorts/roster/questions.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def questions_waiting(request: HttpRequest) -> HttpResponse:
    """List what coordinators ask by group, and what was answered lately. No woman is named here."""
    only(permissions.can_answer_questions(request.user))
    page = Paginator(questions_waiting_for(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    answered = Question.objects.visible_to(request.user).filter(answered_at__isnull=False)
    context = {"page": page, "answered": answered.select_related("cohort").order_by("-answered_at")[:20]}
    return render(request, "cohorts/roster/questions_waiting.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a question."""
    around = ("cohort__local_group", "cohort__district__municipality", "cohort__municipality")
    question = get_object_or_404(Question.objects.visible_to(request.user).select_related(*around), public_id=public_id)
    only(permissions.can_answer_question(request.user, question))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(by=request.user, question=question, answer=form.cleaned_data["answer"])
        except ValidationError as refusal:
            form.refuse(refusal)
            question.refresh_from_db()
        else:
            messages.success(request, _("Answered. She is told that there is an answer."))
            return redirect("questions_waiting")
    context = {"form": form, "question": question}
    return render(request, "cohorts/roster/question_answer.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_tasks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is to be done for a cohort, and note something more."""
    cohort = cohort_of_women(request, public_id)
    team = [row.person for row in coordinators_of(cohort)]
    form = TaskForm(request.POST if request.method == "POST" else None, people=team)
    if request.method == "POST" and form.is_valid():
        try:
            add_task(by=request.user, cohort=cohort, **form.facts)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect("cohort_tasks", public_id=cohort.public_id)
    tasks = list(Task.objects.of(cohort).open().select_related("who"))
    done = Task.objects.of(cohort).filter(done_at__isnull=False).order_by("-done_at")
    note_reads(request, [*team, *(task.who for task in tasks if task.who)])
    context = {"form": form, "cohort": cohort, "tasks": tasks, "done": done}
    return render(request, "cohorts/roster/tasks.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def task_done(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tick a task off, or open it again."""
    tasks = Task.objects.visible_to(request.user).select_related(
        "cohort__district__municipality", "cohort__municipality"
    )
    task = get_object_or_404(tasks, public_id=public_id)
    (open_task_again if "again" in request.POST else finish_task)(by=request.user, task=task)
    shown = Cohort.objects.run_by(request.user).filter(public_id=_uuid(request.POST.get("cohort"))).first()
    return redirect("cohort_tasks", public_id=(shown or task.cohort).public_id)


def _uuid(text: str | None) -> UUID | None:
    """Give the cohort from whose page a task of the group was ticked off."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
