"""Questions from cohorts to the secretariat, and what is to be done for a cohort."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions.questions import add_task, answer_question, ask_secretariat, finish_task
from ..forms.questions import AnswerForm, QuestionForm, TaskForm
from ..models import Question, Task
from ..queries import coordinators_of
from .scope import cohort_of_women, only


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_questions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the secretariat about a cohort or an evening, and read the answers."""
    cohort = cohort_of_women(request, public_id)
    evening = request.GET.get("evening", "")
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        initial={"evening": int(evening) if evening.isascii() and evening.isdecimal() and len(evening) < 3 else None},
    )
    if request.method == "POST" and form.is_valid():
        ask_secretariat(by=request.user, cohort=cohort, **form.cleaned_data)
        messages.success(request, _("Sent to the secretariat. The answer comes here."))
        return redirect("cohort_questions", public_id=cohort.public_id)
    context = {"form": form, "cohort": cohort, "questions": cohort.questions.all()}
    return render(request, "cohorts/roster/questions.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def questions_waiting(request: HttpRequest) -> HttpResponse:
    """List what coordinators ask, what waits first."""
    only(permissions.can_answer_questions(request.user))
    questions = Question.objects.visible_to(request.user).select_related("cohort__district", "cohort__municipality")
    waiting = questions.open().order_by("asked_at")
    answered = questions.filter(answered_at__isnull=False).order_by("-answered_at")[:20]
    return render(request, "cohorts/roster/questions_waiting.html", {"waiting": waiting, "answered": answered})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a question."""
    around = ("cohort__district__municipality", "cohort__municipality")
    question = get_object_or_404(Question.objects.visible_to(request.user).select_related(*around), public_id=public_id)
    only(permissions.can_answer_question(request.user, question))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(by=request.user, question=question, answer=form.cleaned_data["answer"])
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
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
    tasks = list(cohort.tasks.open().select_related("who"))
    note_reads(request, [*team, *(task.who for task in tasks if task.who)])
    context = {"form": form, "cohort": cohort, "tasks": tasks, "done": cohort.tasks.filter(done_at__isnull=False)}
    return render(request, "cohorts/roster/tasks.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def task_done(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tick a task off."""
    tasks = Task.objects.visible_to(request.user).select_related(
        "cohort__district__municipality", "cohort__municipality"
    )
    task = get_object_or_404(tasks, public_id=public_id)
    finish_task(by=request.user, task=task)
    return redirect("cohort_tasks", public_id=task.cohort.public_id)
